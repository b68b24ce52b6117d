import { EngineError } from "../base/index.js";
import { messageOf } from "./message-of.js";
import type { ResolvedConfig } from "./resolve-config.js";

/** Where in its life an engine is. */
export type RuntimeStatus = "initializing" | "ready" | "aborted" | "exited";

/** The life of one engine: what it may still do, and who is told when it ends. */
export class RuntimeState {
  readonly #config: Pick<ResolvedConfig, "onAbort" | "quit" | "printErr">;
  #status: RuntimeStatus = "initializing";
  #end: EngineError | undefined;

  constructor(config: Pick<ResolvedConfig, "onAbort" | "quit" | "printErr">) {
    this.#config = config;
  }

  get status(): RuntimeStatus {
    return this.#status;
  }

  /** Marks the start as complete. */
  ready(): void {
    this.#status = "ready";
  }

  /** @throws EngineError `abort` when the engine has aborted or exited */
  requireUsable(): void {
    if (this.#end !== undefined) throw this.#end;
  }

  /** Ends the engine because it cannot go on; the first reason counts. */
  abort(reason: unknown): EngineError {
    if (this.#end !== undefined) return this.#end;
    const error = new EngineError("abort", `the engine aborted: ${messageOf(reason)}`, { cause: reason });
    this.#finish("aborted", error, "onAbort", () => this.#config.onAbort(reason));
    return error;
  }

  /** Ends the engine in good order; nothing happens when it has ended already. */
  exit(status: number): void {
    if (this.#end !== undefined) return;
    const error = new EngineError("abort", `the engine has exited with status ${status}`);
    this.#finish("exited", error, "quit", () => this.#config.quit(status));
  }

  /** Turns a trap into the error of the abort that it is; other errors stay as they are. */
  interpret(error: unknown): unknown {
    return isTrap(error) ? this.abort(error) : error;
  }

  #finish(status: RuntimeStatus, error: EngineError, hook: string, notify: () => void): void {
    this.#status = status;
    this.#end = error;
    try {
      notify();
    } catch (cause) {
      // The end of the engine is the news; a listener that fails must not replace it.
      this.#config.printErr(`${hook} threw: ${messageOf(cause)}`);
    }
  }
}

/** Whether an error left wasm half-way through a function: a trap, or the stack used up. */
function isTrap(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  // Chromium and Safari throw a RangeError, Firefox an InternalError.
  return error instanceof Error && /call stack size|too much recursion/.test(error.message);
}
