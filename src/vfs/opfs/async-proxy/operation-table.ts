import {
  decodeArguments,
  encodeArguments,
  OPERATION_NAMES,
  Operation,
  type OperationId,
  Outcome,
  type ProxyOptions,
  type SharedMemory,
} from "../layout/index.js";
import { flush, onHandle, read, truncate, write } from "./file-operations.js";
import { FileTable } from "./file-table.js";
import { lock, unlock } from "./lock-operations.js";
import { exists, open, remove, size } from "./path-operations.js";

/** Longest message of an error that is passed on, in UTF-16 code units. */
const MESSAGE_LIMIT = 2_000;

/** Does an operation. Returns whether it was done; `false` is no error. */
type Handler = () => boolean | Promise<boolean>;

/** What a proxy can do, on the files and locks of one SQLite thread. */
export class OperationTable {
  readonly #memory: SharedMemory;
  readonly #files: FileTable;
  readonly #handlers: Readonly<Record<number, Handler>>;

  constructor(root: FileSystemDirectoryHandle, memory: SharedMemory, { lockTimeout }: ProxyOptions) {
    const files = new FileTable(root, memory);
    this.#memory = memory;
    this.#files = files;
    this.#handlers = {
      [Operation.OPEN]: () => open(files, memory),
      [Operation.CLOSE]: () => files.close(memory.numbers[0] as number).then(() => true),
      [Operation.READ]: () => onHandle(files, memory, read),
      [Operation.WRITE]: () => onHandle(files, memory, write),
      [Operation.TRUNCATE]: () => onHandle(files, memory, truncate),
      [Operation.FLUSH]: () => onHandle(files, memory, flush),
      [Operation.SIZE]: () => size(files, memory),
      [Operation.LOCK]: () => lock(files, memory, lockTimeout),
      [Operation.UNLOCK]: () => unlock(files, memory),
      [Operation.CHECK_RESERVED]: () => files.lockAt(memory.numbers[0] as number).isReserved(),
      [Operation.EXISTS]: () => exists(files, memory),
      [Operation.DELETE]: () => remove(files, memory),
      [Operation.WAIT]: () => files.wait(memory.numbers[0] as number).then(() => true),
      [Operation.ECHO]: () => encodeArguments(memory.args, decodeArguments(memory.args)) > 0,
      [Operation.END]: () => true,
    };
  }

  /** Whether some database is in a transaction, so that the next operation will come soon. */
  get isInUse(): boolean {
    return this.#files.isInUse;
  }

  /**
   * Does one operation. Arguments and answer lie in the shared memory; of one that fails, what was thrown. Allocates
   * nothing where the answer is there at once.
   */
  perform(operation: OperationId): Outcome | Promise<Outcome> {
    try {
      const pending = this.#handlers[operation]?.() ?? false;
      return typeof pending === "object" ? this.#settle(operation, pending) : outcomeOf(pending);
    } catch (error) {
      return this.#fail(operation, error);
    }
  }

  async #settle(operation: OperationId, pending: Promise<boolean>): Promise<Outcome> {
    try {
      return outcomeOf(await pending);
    } catch (error) {
      return this.#fail(operation, error);
    }
  }

  #fail(operation: OperationId, error: unknown): Outcome {
    const { name, message } = Object(error) as Partial<Error>;
    const attempt = `the storage operation ${OPERATION_NAMES[operation]}`;
    const text = String(message ?? error).slice(0, MESSAGE_LIMIT);
    encodeArguments(this.#memory.args, [attempt, name ?? "Error", text]);
    return Outcome.FAILED;
  }
}

function outcomeOf(isDone: boolean): Outcome {
  return isDone ? Outcome.DONE : Outcome.REFUSED;
}
