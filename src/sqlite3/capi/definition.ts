import { isPointer, type WasmCallable } from "../../wasm/index.js";
import type { WasmNamespace } from "../wasm-namespace.js";
import { addressOf } from "./address-of.js";
import type { Destructor, WasmPointer } from "./argument-types.js";

/** The callbacks of one function or collation, in the function table for as long as SQLite has it. */
export class Definition {
  readonly #wasm: WasmNamespace;
  readonly #entries: number[] = [];

  constructor(wasm: WasmNamespace) {
    this.#wasm = wasm;
  }

  /**
   * Installs a callback.
   *
   * @param wrap - makes the function that C calls
   * @returns its function pointer; a pointer or 0 that was given in its place
   * @throws TypeError for what is no callback
   */
  install(
    name: string,
    callback: unknown,
    signature: string,
    wrap: (callable: WasmCallable) => WasmCallable,
  ): WasmPointer {
    if (typeof callback !== "function") {
      if (isPointer(callback ?? 0)) return (callback as WasmPointer | null) ?? 0;
      throw new TypeError(`${name} is a function or a function pointer`);
    }
    const entry = this.#wasm.installFunction(signature, wrap(callback as WasmCallable));
    this.#entries.push(entry);
    return entry;
  }

  /** The destructor that SQLite is to call: it removes the callbacks and calls the one that was given. */
  destructor(given: Destructor): Destructor {
    if (this.#entries.length === 0) return given;
    const destroy =
      typeof given === "function"
        ? given
        : (this.#wasm.functionEntry(addressOf(given)) as WasmCallable | null);
    return (context) => {
      this.#release();
      (destroy as ((context: WasmPointer) => unknown) | null)?.(context);
    };
  }

  /** Defines with callbacks, which are removed when that throws. */
  run<Result>(body: () => Result): Result {
    try {
      return body();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #release(): void {
    for (const entry of this.#entries.splice(0)) this.#wasm.uninstallFunction(entry);
  }
}
