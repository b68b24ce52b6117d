import type { AllocatorExports } from "../wasm/index.js";

/** The exports of `sqlite3.wasm` that the runtime itself calls. */
export interface RuntimeExports extends AllocatorExports {
  readonly __indirect_function_table: WebAssembly.Table;
  /** Runs the constructors of the C library; once, before anything else. */
  __wasm_call_ctors(): void;
  emscripten_builtin_memalign(alignment: number, size: number): number;
  sqlite3_initialize(): number;
}

/** Names and kinds of {@link RuntimeExports}, to check a module against. */
export const REQUIRED_EXPORTS: Readonly<Record<keyof RuntimeExports, WebAssembly.ImportExportKind>> = {
  __indirect_function_table: "table",
  __wasm_call_ctors: "function",
  emscripten_builtin_memalign: "function",
  sqlite3_initialize: "function",
  sqlite3_malloc: "function",
  sqlite3_realloc: "function",
  sqlite3_free: "function",
  sqlite3__wasm_pstack_ptr: "function",
  sqlite3__wasm_pstack_restore: "function",
  sqlite3__wasm_pstack_alloc: "function",
};
