import {
  decodeArguments,
  ENDED,
  encodeArguments,
  OPERATION_NAMES,
  OPERATION_WORD,
  Operation,
  OUTCOME_WORD,
  Outcome,
  type ProxyOptions,
  PULSE_WORD,
  type SharedMemory,
  type ToProxy,
  viewSharedMemory,
} from "../layout/index.js";
import { Breather } from "./breather.js";
import { flush, onHandle, read, truncate, write } from "./file-operations.js";
import { FileTable } from "./file-table.js";
import { lock, unlock } from "./lock-operations.js";
import { exists, open, remove, size } from "./path-operations.js";

/** Milliseconds to block for the next operation of a transaction before the event loop gets its turn. */
const BLOCKING_TIME = 3;
/** Milliseconds between two signs of life in the middle of an operation that waits for the browser. */
const PULSE_INTERVAL = 500;
/** Longest message of an error that is passed on, in UTF-16 code units. */
const MESSAGE_LIMIT = 2_000;

/** Does an operation. Returns whether it was done; `false` is no error. */
type Handler = () => boolean | Promise<boolean>;

/** Waits for operations of one SQLite thread and does them, one at a time. */
export class AsyncProxy {
  readonly #memory: SharedMemory;
  readonly #options: ProxyOptions;
  readonly #files: FileTable;
  readonly #handlers: Readonly<Record<number, Handler>>;
  readonly #breather = new Breather();

  private constructor(memory: SharedMemory, options: ProxyOptions, root: FileSystemDirectoryHandle) {
    const files = new FileTable(root, memory);
    this.#memory = memory;
    this.#options = options;
    this.#files = files;
    this.#handlers = {
      [Operation.OPEN]: () => open(files, memory),
      [Operation.CLOSE]: () => files.close(memory.numbers[0] as number).then(() => true),
      [Operation.READ]: () => onHandle(files, memory, read),
      [Operation.WRITE]: () => onHandle(files, memory, write),
      [Operation.TRUNCATE]: () => onHandle(files, memory, truncate),
      [Operation.FLUSH]: () => onHandle(files, memory, flush),
      [Operation.SIZE]: () => size(files, memory),
      [Operation.LOCK]: () => lock(files, memory, options.lockTimeout),
      [Operation.UNLOCK]: () => unlock(files, memory),
      [Operation.CHECK_RESERVED]: () => files.lockAt(memory.numbers[0] as number).isReserved(),
      [Operation.EXISTS]: () => exists(files, memory),
      [Operation.DELETE]: () => remove(files, memory),
      [Operation.WAIT]: () => files.wait(memory.numbers[0] as number).then(() => true),
      [Operation.ECHO]: () => encodeArguments(memory.args, decodeArguments(memory.args)) > 0,
      [Operation.END]: () => true,
    };
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
      const operation = Atomics.load(words, OPERATION_WORD);
      if (operation === Operation.NONE) {
        await this.#idle();
        continue;
      }
      isOver = operation === Operation.END;
      const start = performance.now();
      this.#beat();
      let outcome: number;
      try {
        const pending = this.#handlers[operation]?.();
        const isDone = typeof pending === "object" ? await this.#await(pending) : pending;
        outcome = isDone ? Outcome.DONE : Outcome.REFUSED;
      } catch (error) {
        outcome = this.#fail(operation, error);
      }
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
  async #await(pending: Promise<boolean>): Promise<boolean> {
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
    if (this.#files.isInUse) {
      const woken = Atomics.wait(words, OPERATION_WORD, Operation.NONE, BLOCKING_TIME);
      if (woken !== "timed-out") return;
    }
    await this.#breather.breathe();
    const waiting = Atomics.waitAsync(words, OPERATION_WORD, Operation.NONE, this.#options.idleTime);
    if (waiting.async) await waiting.value;
  }

  #fail(operation: number, error: unknown): number {
    const { name, message } = Object(error) as Partial<Error>;
    const attempt = `the storage operation ${OPERATION_NAMES[operation]}`;
    const text = String(message ?? error).slice(0, MESSAGE_LIMIT);
    encodeArguments(this.#memory.args, [attempt, name ?? "Error", text]);
    return Outcome.FAILED;
  }
}
