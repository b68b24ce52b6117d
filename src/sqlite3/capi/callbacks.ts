import { ResultCode } from "../../base/index.js";
import type { FunctionPointerAdapter, WasmCallable } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import { addressOf } from "./address-of.js";
import type { CallbackType, ThrowPolicy } from "./signature.js";

/** A callback as it is installed, whatever it takes. */
type AnyCallback = (...args: unknown[]) => unknown;

/** Makes JavaScript functions fit to be called by C, where no exception may get out. */
export class Callbacks {
  readonly #parts: NamespaceParts;

  constructor(parts: NamespaceParts) {
    this.#parts = parts;
  }

  /**
   * Makes the adapter of one parameter. Functions for a connection or session are bound to the first argument of the
   * call.
   *
   * @param onInstall - told the connection or session that a function is installed for
   */
  adapter(type: CallbackType, onInstall?: (key: number) => void): FunctionPointerAdapter {
    const { wasm } = this.#parts;
    let key = 0;
    return new wasm.xWrap.FuncPtrAdapter({
      name: type.callback,
      signature: type.signature,
      bindScope: type.isKept ? "context" : "transient",
      contextKey: ([owner]) => {
        key = addressOf(owner);
        onInstall?.(key);
        return key;
      },
      callProxy: (callable) => this.guard(callable, type.signature, type.onThrow, key),
    });
  }

  /**
   * Wraps a callback: its C strings become texts, and what it throws what the policy says.
   *
   * @param signature - as `wasm.installFunction` takes it
   * @param db - the connection to interrupt
   */
  guard(callable: WasmCallable, signature: string, onThrow: ThrowPolicy, db = 0): WasmCallable {
    const { cstrToJs } = this.#parts.wasm;
    const isText = Array.from(signature.slice(2, -1), (letter) => letter === "s");
    const hasTexts = isText.includes(true);
    const call = callable as AnyCallback;
    return ((...args: unknown[]) => {
      try {
        if (!hasTexts) return call(...args);
        return call(
          ...args.map((value, index) => (isText[index] ? cstrToJs(value as number) || value : value)),
        );
      } catch (error) {
        return this.#resultOf(error, onThrow, db);
      }
    }) as WasmCallable;
  }

  /** Tells the user about an error that nothing else can. */
  report(error: unknown): void {
    try {
      this.#parts.config.error("a callback of SQLite threw:", error);
    } catch {
      // There is nobody left to tell.
    }
  }

  /** Makes a function pointer for a destructor: C calls it once, and then it leaves the function table. */
  installDestructor(destroy: (argument: number) => unknown): number {
    const { wasm } = this.#parts;
    const pointer = wasm.installFunction("v(p)", (argument: number) => {
      wasm.uninstallFunction(pointer);
      try {
        destroy(argument);
      } catch (error) {
        this.report(error);
      }
    });
    return pointer;
  }

  #resultOf(error: unknown, onThrow: ThrowPolicy, db: number): number {
    if (typeof onThrow === "number") return onThrow;
    if (onThrow === "code") return resultCodeOf(error);
    this.report(error);
    if (onThrow === "interrupt" && db !== 0) this.#parts.engine.capi.sqlite3_interrupt(db as never);
    return 0;
  }
}

/** The result code of an error; `SQLITE_ERROR` for one that has none. */
export function resultCodeOf(error: unknown): number {
  const code = (error as { resultCode?: unknown } | null | undefined)?.resultCode;
  return typeof code === "number" && code !== 0 ? code : ResultCode.SQLITE_ERROR;
}
