import type { ExportedFunction, WasmCallable } from "./function-table.js";

/** Calls exported functions by name, checking how many arguments they get. */
export interface ExportedFunctions {
  /** @throws TypeError when the wasm exports no function of that name */
  xGet(name: string): ExportedFunction;
  /**
   * Calls a function with arguments as wasm takes them, one by one or in one array.
   *
   * @param callee - the name of an exported function, or any function
   * @throws TypeError when there is no such function, or for the wrong number of arguments
   */
  xCall<Result = number>(callee: string | WasmCallable, ...args: readonly unknown[]): Result;
}

/** Makes the functions over one instance's exports. */
export function createExportedFunctions(exports: WebAssembly.Exports): ExportedFunctions {
  const xGet = (name: unknown): ExportedFunction => {
    const candidate = typeof name === "string" && Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (typeof candidate !== "function") throw new TypeError(`the wasm exports no function ${String(name)}`);
    return candidate as ExportedFunction;
  };
  return {
    xGet,
    xCall<Result>(callee: string | WasmCallable, ...given: readonly unknown[]): Result {
      const callable = typeof callee === "function" ? callee : (xGet(callee) as WasmCallable);
      const args = listOf(given);
      requireCount(callable, typeof callee === "string" ? callee : callee.name, args.length);
      return callable(...(args as never[])) as Result;
    },
  };
}

/** Arguments may be given as one array. */
export function listOf(given: readonly unknown[]): readonly unknown[] {
  return given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
}

/** @throws TypeError for the wrong number of arguments */
export function requireCount(callable: WasmCallable, name: string, count: number): void {
  if (callable.length !== count) {
    throw new TypeError(`${name || "the function"} takes ${callable.length} argument(s), not ${count}`);
  }
}
