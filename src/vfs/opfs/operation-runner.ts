import type { Argument, OperationId } from "./layout/index.js";

/** Runs operations in the proxy, one at a time, and blocks until each is done. */
export interface OperationRunner {
  /** Numbers of the latest answer, valid until the next operation. */
  readonly numbers: Float64Array<SharedArrayBuffer>;
  /** Bytes that the next write takes, or the latest read brought. */
  readonly io: Uint8Array<SharedArrayBuffer>;
  /**
   * Runs an operation whose arguments are numbers.
   *
   * @returns whether it was done; `false` is a refusal, such as a lock that another connection holds
   * @throws StorageError that explains what the browser threw; `lost` when the proxy does not answer
   */
  run(operation: OperationId, first?: number, second?: number, third?: number): boolean;
  /** Runs an operation whose arguments are serialised. Returns and throws as {@link OperationRunner.run}. */
  call(operation: OperationId, ...values: Argument[]): boolean;
  /** Serialised values of the latest answer. */
  takeArguments(): Argument[];
  /** @throws StorageError `lost` when the proxy is known to be dead */
  requireProxy(): void;
}
