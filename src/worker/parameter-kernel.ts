import type { Capi, DatabasePointer, StatementPointer } from "../capi/index.js";
import type { Pointer } from "../wasm/index.js";
import { parameterKernelCode } from "./parameter-kernel-code.js";

/** The kernel of one engine. */
export interface ParameterKernel {
  /** Binds the next row. @returns one of SQLite's result codes */
  bindRow(statement: StatementPointer, state: Pointer): number;
  /**
   * Binds, runs and resets for all rows that are left.
   *
   * @returns 0, or the code of the call that failed
   */
  runRows(statement: StatementPointer, database: DatabasePointer, state: Pointer): number;
}

let compiled: WebAssembly.Module | undefined;

/** Makes the kernel of an engine. */
export function createParameterKernel(capi: Capi): ParameterKernel {
  compiled ??= new WebAssembly.Module(parameterKernelCode());
  const environment = { ...capi, memory: capi.heap.memory };
  const { exports } = new WebAssembly.Instance(compiled, {
    env: environment as unknown as WebAssembly.ModuleImports,
  });
  return exports as unknown as ParameterKernel;
}
