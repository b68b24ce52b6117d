import type { Capi, StatementPointer } from "../capi/index.js";
import type { Pointer } from "../wasm/index.js";
import { rowKernelCode } from "./row-kernel-code.js";

/** The kernel of one engine. */
export interface RowKernel {
  /** Adds the row that a statement stands on. @returns a `KernelCode` */
  addRow(statement: StatementPointer, columnCount: number, state: Pointer): number;
  /**
   * Adds the row that a statement stands on, and steps on, until there is enough.
   *
   * @returns what stepping returned last, or a `KernelCode` for the row that it stands on
   */
  addRows(statement: StatementPointer, columnCount: number, state: Pointer): number;
}

/**
 * Writes a text that is not ASCII, and its size into the state.
 *
 * @param room - bytes that there are
 * @returns its length in UTF-16 code units; -1 where there is no room, with what is needed in the state
 */
export type WriteText = (source: number, length: number, target: number, room: number) => number;

let compiled: WebAssembly.Module | undefined;

/** Makes the kernel of an engine. */
export function createRowKernel(capi: Capi, writeText: WriteText): RowKernel {
  compiled ??= new WebAssembly.Module(rowKernelCode());
  const environment = { ...capi, memory: capi.heap.memory, writeText };
  const { exports } = new WebAssembly.Instance(compiled, {
    env: environment as unknown as WebAssembly.ModuleImports,
  });
  return exports as unknown as RowKernel;
}
