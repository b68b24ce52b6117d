import { type CString, cStringSize, writeCString } from "./c-string.js";
import type { Heap } from "./heap.js";
import type { Pointer } from "./pointer.js";

/** The exports that allocation needs; every sqlite3.wasm has them. */
export interface AllocatorExports {
  sqlite3_malloc(size: number): number;
  sqlite3_realloc(address: number, size: number): number;
  sqlite3_free(address: number): void;
  sqlite3__wasm_pstack_ptr(): number;
  sqlite3__wasm_pstack_restore(address: number): void;
  sqlite3__wasm_pstack_alloc(size: number): number;
}

/** Raised when wasm memory is used up and cannot grow. */
export class WasmOutOfMemoryError extends Error {
  override readonly name = "WasmOutOfMemoryError";

  /** @param size - bytes asked for */
  constructor(size: number) {
    super(`wasm memory is full: ${size} bytes could not be allocated`);
  }
}

/** Allocates in one wasm instance's memory, through SQLite's own allocator, so that SQLite may free what it is given. */
export interface Allocator {
  /**
   * Allocates `size` bytes, aligned to 8.
   * @throws {@link WasmOutOfMemoryError}
   */
  alloc<Kind extends string>(size: number): Pointer<Kind>;
  /**
   * Resizes an allocation, keeping its contents; it may move.
   * @throws {@link WasmOutOfMemoryError}, the old allocation then stays
   */
  realloc<Kind extends string>(address: Pointer<Kind>, size: number): Pointer<Kind>;
  /** Frees an allocation; the null pointer is allowed. */
  free(address: Pointer): void;
  /**
   * Allocates a zero-terminated copy of `text`.
   * @throws {@link WasmOutOfMemoryError}
   */
  allocCString(text: string): CString;
  /**
   * Allocates a copy of `bytes` (at least one byte, so the address is never null).
   * @throws {@link WasmOutOfMemoryError}
   */
  allocBytes(bytes: Uint8Array): Pointer<"bytes">;
  /**
   * Runs `body` with a small zeroed block of the pseudo-stack, for output parameters; the block is gone when `body`
   * returns or throws.
   *
   * @param size - bytes, a few dozen; the whole stack holds some KiB
   * @throws {@link WasmOutOfMemoryError} where the pseudo-stack is used up
   */
  withStack<Result>(size: number, body: (address: Pointer) => Result): Result;
}

/**
 * Makes the allocator of one instance.
 *
 * @param exports - the instance's exports
 * @param heap - views over its memory
 */
export function createAllocator(exports: AllocatorExports, heap: Heap): Allocator {
  const alloc = <Kind extends string>(size: number): Pointer<Kind> => {
    const address = exports.sqlite3_malloc(size);
    if (address === 0) throw new WasmOutOfMemoryError(size);
    return (address >>> 0) as Pointer<Kind>;
  };
  return {
    alloc,
    realloc(address, size) {
      const moved = exports.sqlite3_realloc(address, size);
      if (moved === 0) throw new WasmOutOfMemoryError(size);
      return (moved >>> 0) as typeof address;
    },
    free(address) {
      exports.sqlite3_free(address);
    },
    allocCString(text) {
      const size = cStringSize(text);
      const address = alloc<"char">(size);
      writeCString(heap, text, address, size);
      return address;
    },
    allocBytes(bytes) {
      const address = alloc<"bytes">(bytes.length || 1);
      heap.u8.set(bytes, address);
      return address;
    },
    withStack(size, body) {
      const mark = exports.sqlite3__wasm_pstack_ptr();
      const address = exports.sqlite3__wasm_pstack_alloc((size + 7) & ~7) >>> 0;
      if (address === 0) throw new WasmOutOfMemoryError(size);
      heap.u8.fill(0, address, address + size);
      try {
        return body(address as Pointer);
      } finally {
        exports.sqlite3__wasm_pstack_restore(mark);
      }
    },
  };
}
