import {
  type Argument,
  createSharedBuffers,
  decodeArguments,
  encodeArguments,
  OPERATION_NAMES,
  type OperationId,
  Outcome,
  type SharedMemory,
  viewSharedMemory,
} from "../../../../src/vfs/opfs/layout/index.js";
import type { OperationRunner } from "../../../../src/vfs/opfs/operation-runner.js";
import { takeFailure } from "../../../../src/vfs/opfs/take-failure.js";
import type { ProxyContext } from "./create-context.js";
import { type PlainDirectory, promiseless } from "./promiseless.js";

/** As small as it may be, so that transfers take several operations. */
const IO_SIZE = 65_536;

/** Runs operations in a proxy of the same thread, at once. */
export class BlockingRunner implements OperationRunner {
  readonly memory: SharedMemory;
  readonly #context: ProxyContext;

  /**
   * Starts the proxy of a context anew; runners that had it before must not be used any more.
   *
   * @param isShareable - whether a file may have several handles, as in Chromium
   */
  constructor(context: ProxyContext, root: PlainDirectory, isShareable = true) {
    this.#context = context;
    this.memory = viewSharedMemory(createSharedBuffers(IO_SIZE));
    context.proxy.start(promiseless(root), this.memory.buffers, isShareable);
  }

  get numbers(): Float64Array<SharedArrayBuffer> {
    return this.memory.numbers;
  }

  get io(): Uint8Array<SharedArrayBuffer> {
    return this.memory.io;
  }

  run(operation: OperationId, first = 0, second = 0, third = 0): boolean {
    const { numbers } = this.memory;
    numbers[0] = first;
    numbers[1] = second;
    numbers[2] = third;
    return this.#run(operation);
  }

  call(operation: OperationId, ...values: Argument[]): boolean {
    encodeArguments(this.memory.args, values);
    return this.#run(operation);
  }

  takeArguments(): Argument[] {
    return decodeArguments(this.memory.args);
  }

  requireProxy(): void {}

  #run(operation: OperationId): boolean {
    const { proxy, settle } = this.#context;
    let outcome = proxy.perform(operation);
    if (outcome === undefined) {
      settle();
      outcome = proxy.outcome;
    }
    if (outcome === undefined) {
      throw new Error(`the storage operation ${OPERATION_NAMES[operation]} waits for what does not come`);
    }
    if (outcome === Outcome.FAILED) throw takeFailure(this.memory.args);
    return outcome === Outcome.DONE;
  }
}
