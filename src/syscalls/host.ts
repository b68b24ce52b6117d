import type { Heap, Pointer } from "../wasm/index.js";

/** What the system calls may use of the instance that they serve. */
export interface SyscallContext {
  readonly heap: Heap;
  /**
   * Allocates zeroed wasm memory for a mapping, aligned to 64 KiB pages as mmap demands.
   * Only callable once the instance exists. Returns the null pointer when memory is used up.
   */
  allocatePages(length: number): Pointer;
}

/** Import functions by module name, as `WebAssembly.instantiate` takes them. */
export interface SyscallImports {
  readonly env: Record<string, (...args: never[]) => number | bigint | void>;
  readonly wasi_snapshot_preview1: Record<string, (...args: never[]) => number | bigint | void>;
}

/**
 * Gives an instance its system calls. The runtime knows no more of them than this: it creates the memory and the heap,
 * binds the host to them, and adds what concerns memory itself (`memory`, `emscripten_get_heap_max`,
 * `emscripten_resize_heap`).
 */
export interface SyscallHost {
  bind(context: SyscallContext): SyscallImports;
}
