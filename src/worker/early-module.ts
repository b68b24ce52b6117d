import { isFields } from "./handlers/index.js";

/** The compiled `sqlite3.wasm` that the client sends while this worker is busy with other parts of opening. */
export class EarlyModule {
  /** Rejects where the client could not compile it. */
  readonly promise: Promise<WebAssembly.Module>;
  #resolve!: (module: WebAssembly.Module) => void;
  #reject!: (reason: Error) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever waits for it is told.
    this.promise.catch(() => {});
  }

  /** Takes a message if it is about the module. @returns whether it is */
  take(message: unknown): boolean {
    if (!isFields(message) || message.type !== "module") return false;
    if (message.module instanceof WebAssembly.Module) this.#resolve(message.module);
    else this.#reject(new Error("the client could not compile the module"));
    return true;
  }
}
