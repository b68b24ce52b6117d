import type { FileEngine } from "../../../src/engine/index.js";

/** What an engine holds at one moment. */
export interface Footprint {
  /** Bytes that SQLite has allocated, as `sqlite3_status` counts them. */
  readonly allocated: number;
  /** Bytes of the wasm memory. */
  readonly memory: number;
  /** Entries of the wasm function table, used or free. */
  readonly tableLength: number;
  /** JavaScript functions in the table. */
  readonly functions: number;
  /** Where the pseudo-stack ends. */
  readonly stack: number;
}

interface FootprintExports {
  readonly __indirect_function_table: WebAssembly.Table;
  sqlite3_status(operation: number, current: number, highwater: number, reset: number): number;
  sqlite3__wasm_pstack_ptr(): number;
}

const SQLITE_STATUS_MEMORY_USED = 0;

/** Measures what an engine holds, without changing it. */
export function footprintOf({ runtime, heap, functionTable, allocator }: FileEngine): Footprint {
  const exports = runtime.rawExports as unknown as FootprintExports;
  const allocated = allocator.withStack(8, (out) => {
    exports.sqlite3_status(SQLITE_STATUS_MEMORY_USED, out, out + 4, 0);
    return heap.u32[out >>> 2] as number;
  });
  return {
    allocated,
    memory: heap.byteLength,
    tableLength: exports.__indirect_function_table.length,
    functions: functionTable.installedCount,
    stack: exports.sqlite3__wasm_pstack_ptr(),
  };
}
