import type { ExportedFunction, FunctionTable, WasmCallable } from "./function-table.js";
import type { FunctionPointer } from "./pointer.js";
import type { ScopedAllocation } from "./scoped-allocation.js";

/** Takes a function and its signature, in either order. */
export interface WithSignature<Result> {
  (signature: string, callable: WasmCallable): Result;
  (callable: WasmCallable, signature: string): Result;
}

/**
 * JavaScript functions in the wasm function table. A signature is written as `i(pj)`, or shorter as `ipj`: the result,
 * then the parameters; `v` nothing, `i` i32, `p`, `P` and `s` pointers, `j` i64, `f` f32, `d` f64.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface FunctionInstallation {
  functionTable(): WebAssembly.Table;
  /** The function behind a function pointer; `null` or `undefined` when there is none. */
  functionEntry(pointer: number): ExportedFunction | null | undefined;
  /**
   * Gives a JavaScript function a wasm type, without installing it.
   * @throws TypeError for a bad signature or what is no function
   */
  readonly jsFuncToWasm: WithSignature<ExportedFunction>;
  /**
   * Installs a function and gives its function pointer. A function that a wasm instance exports is installed as it is,
   * whatever the signature says.
   * @throws TypeError for a bad signature or what is no function
   */
  readonly installFunction: WithSignature<number>;
  /**
   * As `installFunction`; the function is removed when the allocation scope ends.
   * @throws Error when no scope is open
   */
  readonly scopedInstallFunction: WithSignature<number>;
  /**
   * Removes an installed function and gives it back, ready to be installed again.
   *
   * @returns `undefined` for a null or missing pointer
   * @throws RangeError when nothing is installed there
   */
  uninstallFunction(pointer: number | null | undefined): ExportedFunction | undefined;
}

/** Makes the functions over one table. */
export function createFunctionInstallation(
  table: WebAssembly.Table,
  functions: FunctionTable,
  scopes: ScopedAllocation,
): FunctionInstallation {
  const install = (first: unknown, second: unknown): FunctionPointer => {
    const [callable, signature] = inOrder(first, second);
    return functions.place(
      isWasmFunction(callable) ? callable : functions.wrap(strictSignature(signature), callable),
    );
  };
  const uninstall = (pointer: number | null | undefined): ExportedFunction | undefined => {
    if (pointer === null || pointer === undefined) return undefined;
    const entry = entryAt(table, pointer);
    functions.remove(pointer as FunctionPointer);
    return entry ?? undefined;
  };
  return {
    functionTable: () => table,
    functionEntry: (pointer) => entryAt(table, pointer),
    jsFuncToWasm(first: unknown, second: unknown) {
      const [callable, signature] = inOrder(first, second);
      return functions.wrap(strictSignature(signature), callable);
    },
    installFunction: install,
    scopedInstallFunction(first: unknown, second: unknown) {
      scopes.require();
      const pointer = install(first, second);
      scopes.add(() => uninstall(pointer));
      return pointer;
    },
    uninstallFunction: uninstall,
  };
}

/** The function behind a pointer; `undefined` outside the table. */
function entryAt(table: WebAssembly.Table, pointer: unknown): ExportedFunction | null | undefined {
  const index = Number(pointer);
  return index >= 0 && index < table.length ? table.get(Math.trunc(index)) : undefined;
}

function inOrder(first: unknown, second: unknown): [callable: WasmCallable, signature: string] {
  if (typeof first === "function" && typeof second === "string") return [first as WasmCallable, second];
  if (typeof first === "string" && typeof second === "function") return [second as WasmCallable, first];
  throw new TypeError("a function and its signature are needed");
}

/** Writes a signature as the table takes it: `ipj` as `i(pj)`, `P` as `p`. */
function strictSignature(signature: string): string {
  const strict = /^[a-z]\w*$/i.test(signature) ? `${signature[0]}(${signature.slice(1)})` : signature;
  return strict.replaceAll("P", "p");
}

/**
 * Tells a function that a wasm instance exports from any other: only the former may stand in a table, so a table of
 * its own tries it.
 */
function isWasmFunction(callable: WasmCallable): boolean {
  // An exported function is named by its index, which rules out nearly all others at once.
  if (!/^\d+$/.test(callable.name)) return false;
  try {
    new WebAssembly.Table({ element: "anyfunc", initial: 1 }).set(0, callable);
    return true;
  } catch {
    return false;
  }
}
