import { StorageError } from "../../base/index.js";
import { storageFailure } from "../storage-failure.js";
import {
  type Argument,
  decodeArguments,
  encodeArguments,
  OPERATION_WORD,
  Operation,
  type OperationId,
  OUTCOME_WORD,
  Outcome,
  type SharedMemory,
} from "./layout/index.js";
import { Metrics } from "./metrics.js";

/**
 * Looks at the operation word before sleeping: some microseconds, in which most answers come where there is a core for
 * either side. More would take the core from the proxy where there is not.
 */
const SPINS = 400;

/** Runs operations in the proxy, one at a time, and blocks until each is done. */
export class OperationRunner {
  readonly #memory: SharedMemory;
  readonly #timeout: number;
  readonly #abandon: () => void;
  #lost: StorageError | undefined;
  readonly metrics: Metrics;

  /**
   * @param timeout - milliseconds after which a proxy that does not answer is taken for dead
   * @param abandon - called once when it is
   */
  constructor(memory: SharedMemory, timeout: number, abandon: () => void) {
    this.#memory = memory;
    this.#timeout = timeout;
    this.#abandon = abandon;
    this.metrics = new Metrics(memory.times);
  }

  /** Numbers of the latest answer, valid until the next operation. */
  get numbers(): Float64Array<SharedArrayBuffer> {
    return this.#memory.numbers;
  }

  /** Bytes that the next write takes, or the latest read brought. */
  get io(): Uint8Array<SharedArrayBuffer> {
    return this.#memory.io;
  }

  /**
   * Runs an operation whose arguments are numbers. Allocates nothing.
   *
   * @returns whether it was done; `false` is a refusal, such as a lock that another connection holds
   * @throws StorageError that explains what the browser threw; `lost` when the proxy does not answer
   */
  run(operation: OperationId, first = 0, second = 0, third = 0): boolean {
    const { numbers } = this.#memory;
    numbers[0] = first;
    numbers[1] = second;
    numbers[2] = third;
    return this.#run(operation);
  }

  /** Runs an operation whose arguments are serialised. */
  call(operation: OperationId, ...values: Argument[]): boolean {
    encodeArguments(this.#memory.args, values);
    return this.#run(operation);
  }

  /** From now on every operation fails with `error`. */
  lose(error: StorageError): void {
    if (this.#lost !== undefined) return;
    this.#lost = error;
    this.#abandon();
  }

  #run(operation: OperationId): boolean {
    if (this.#lost !== undefined) throw new StorageError("lost", this.#lost.message, { cause: this.#lost });
    const { words } = this.#memory;
    const start = performance.now();
    Atomics.store(words, OPERATION_WORD, operation);
    Atomics.notify(words, OPERATION_WORD);
    this.#await(operation);
    this.metrics.count(operation, performance.now() - start);
    const outcome = Atomics.load(words, OUTCOME_WORD);
    if (outcome === Outcome.FAILED) throw this.#failure();
    return outcome === Outcome.DONE;
  }

  #await(operation: OperationId): void {
    const { words } = this.#memory;
    for (let spin = 0; spin < SPINS; spin++) {
      if (Atomics.load(words, OPERATION_WORD) === Operation.NONE) return;
    }
    // A wake-up may be meant for the operation before: the proxy notifies after it has changed the word.
    while (Atomics.load(words, OPERATION_WORD) !== Operation.NONE) {
      if (Atomics.wait(words, OPERATION_WORD, operation, this.#timeout) === "timed-out") this.#giveUp();
    }
  }

  #giveUp(): never {
    const message = `the storage proxy has not answered for ${this.#timeout} ms; the connection is lost`;
    const error = new StorageError("lost", message);
    this.lose(error);
    throw error;
  }

  #failure(): StorageError {
    const [attempt, name, message] = decodeArguments(this.#memory.args) as [string, string, string];
    return storageFailure(new DOMException(message, name), attempt);
  }
}
