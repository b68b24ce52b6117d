import type { EarlyParts } from "../protocol/index.js";
import { isFields } from "./handlers/index.js";

/** A part of opening that the client does while this worker is busy with others. */
class EarlyPart<Value> {
  /** Rejects where the client could not do it. */
  readonly promise: Promise<Value>;
  #resolve!: (value: Value) => void;
  #reject!: (reason: Error) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever waits for it is told.
    this.promise.catch(() => {});
  }

  settle(value: Value | null): void {
    if (value === null) this.#reject(new Error("the client could not do this part"));
    else this.#resolve(value);
  }
}

/** All that the client may do early. */
export class EarlyWork {
  readonly #module = new EarlyPart<EarlyParts["module"]>();
  readonly #folder = new EarlyPart<EarlyParts["folder"]>();

  /** Each rejects where the client could not do it; nothing comes where none was announced. */
  readonly promises = { module: this.#module.promise, folder: this.#folder.promise };

  /** Expects nothing more, since a message of the client's could not be read. */
  giveUp(): void {
    this.#module.settle(null);
    this.#folder.settle(null);
  }

  /** Takes a message if it is about one of them. @returns whether it is */
  take(message: unknown): boolean {
    if (!isFields(message)) return false;
    const { type, value } = message;
    if (type === "module") this.#module.settle(value instanceof WebAssembly.Module ? value : null);
    else if (type === "folder") this.#folder.settle(isFolder(value) ? value : null);
    else return false;
    return true;
  }
}

function isFolder(value: unknown): value is EarlyParts["folder"] {
  return isFields(value) && isFields(value.folder) && Array.isArray(value.entries);
}
