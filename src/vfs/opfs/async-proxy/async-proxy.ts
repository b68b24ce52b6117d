import {
  ENDED,
  OPERATION_WORD,
  Operation,
  type OperationId,
  OUTCOME_WORD,
  type Outcome,
  type ProxyOptions,
  PULSE_WORD,
  type SharedMemory,
  type ToProxy,
  viewSharedMemory,
} from "../layout/index.js";
import { Breather } from "./breather.js";
import { OperationTable } from "./operation-table.js";

/** Milliseconds to block for the next operation of a transaction before the event loop gets its turn. */
const BLOCKING_TIME = 3;
/** Milliseconds between two signs of life in the middle of an operation that waits for the browser. */
const PULSE_INTERVAL = 500;

/** Waits for operations of one SQLite thread and does them, one at a time. */
export class AsyncProxy {
  readonly #memory: SharedMemory;
  readonly #options: ProxyOptions;
  readonly #operations: OperationTable;
  readonly #breather = new Breather();

  private constructor(memory: SharedMemory, options: ProxyOptions, root: FileSystemDirectoryHandle) {
    this.#memory = memory;
    this.#options = options;
    this.#operations = new OperationTable(root, memory, options);
  }

  /** Gets ready. @throws DOMException where there is no Origin Private File System */
  static async create({ buffers, options }: ToProxy): Promise<AsyncProxy> {
    return new AsyncProxy(viewSharedMemory(buffers), options, await navigator.storage.getDirectory());
  }

  /** Does operations until it is told to end; should it fail, SQLite's side is told. */
  async serve(): Promise<void> {
    try {
      await this.#serve();
    } finally {
      const { words } = this.#memory;
      Atomics.store(words, PULSE_WORD, ENDED);
      Atomics.notify(words, OPERATION_WORD);
    }
  }

  async #serve(): Promise<void> {
    const { words, times } = this.#memory;
    for (let isOver = false; !isOver; ) {
      const operation = Atomics.load(words, OPERATION_WORD) as OperationId;
      if (operation === Operation.NONE) {
        await this.#idle();
        continue;
      }
      isOver = operation === Operation.END;
      const start = performance.now();
      this.#beat();
      const pending = this.#operations.perform(operation);
      const outcome = typeof pending === "object" ? await this.#await(pending) : pending;
      times[operation] = (times[operation] as number) + performance.now() - start;
      Atomics.store(words, OUTCOME_WORD, outcome);
      Atomics.store(words, OPERATION_WORD, Operation.NONE);
      Atomics.notify(words, OPERATION_WORD);
    }
  }

  /** A sign of life. */
  #beat(): void {
    const { words } = this.#memory;
    Atomics.store(words, PULSE_WORD, (Atomics.load(words, PULSE_WORD) + 1) & 0x7fff_ffff);
  }

  /** Awaits an operation and shows signs of life meanwhile, since others may hold a lock for long. */
  async #await(pending: Promise<Outcome>): Promise<Outcome> {
    const timer = setInterval(() => this.#beat(), PULSE_INTERVAL);
    try {
      return await pending;
    } finally {
      clearInterval(timer);
    }
  }

  /**
   * Waits for the next operation. Inside a transaction it blocks, which wakes up soonest; otherwise, and every now and
   * then, other threads are heard.
   */
  async #idle(): Promise<void> {
    const { words } = this.#memory;
    if (this.#breather.isDue) await this.#breather.breathe();
    if (this.#operations.isInUse) {
      const woken = Atomics.wait(words, OPERATION_WORD, Operation.NONE, BLOCKING_TIME);
      if (woken !== "timed-out") return;
    }
    await this.#breather.breathe();
    const waiting = Atomics.waitAsync(words, OPERATION_WORD, Operation.NONE, this.#options.idleTime);
    if (waiting.async) await waiting.value;
  }
}
