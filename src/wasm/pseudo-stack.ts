import { type AllocPtr, cellAddresses } from "./allocation.js";
import { POINTER_SIZE, sizeOfIr } from "./ir-type.js";

/** The exports that the pseudo-stack is. */
export interface PseudoStackExports {
  sqlite3__wasm_pstack_ptr(): number;
  sqlite3__wasm_pstack_restore(address: number): void;
  sqlite3__wasm_pstack_alloc(size: number): number;
  sqlite3__wasm_pstack_remaining(): number;
  sqlite3__wasm_pstack_quota(): number;
}

/**
 * A small stack of wasm memory (4 KiB), for output parameters: allocate, and put the pointer back where it was.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface PseudoStack {
  /** Where the stack is now; for {@link restore} only. */
  readonly pointer: number;
  /** Bytes of the whole stack. */
  readonly quota: number;
  /** Bytes not allocated. */
  readonly remaining: number;
  /** Frees everything that was allocated since `pointer` had this value. */
  restore(pointer: number): void;
  /**
   * Allocates zeroed bytes, aligned to 8 and counted in eights.
   *
   * @param size - bytes, or the name of a type
   * @throws the allocation error where the stack is used up or `size` is neither
   */
  alloc(size: number | string): number;
  /**
   * Allocates pieces of one size, side by side.
   * @throws as {@link alloc} does
   */
  allocChunks(count: number, size: number | string): number[];
  /**
   * Allocates room for pointers; cells of 8 bytes hold any number.
   * @throws as {@link alloc} does
   */
  readonly allocPtr: AllocPtr;
  /** Runs `body` with this stack and frees what it allocated, also when it throws. */
  call<Result>(body: (stack: PseudoStack) => Result): Result;
}

/**
 * Makes the pseudo-stack of one instance.
 *
 * @param allocationError - makes the error that is thrown
 */
export function createPseudoStack(
  exports: PseudoStackExports,
  allocationError: (message: string) => Error,
): PseudoStack {
  const sizeFrom = (size: unknown): number => {
    // What is no number at all is for wasm to convert or to refuse.
    if (typeof size !== "string") return size as number;
    const bytes = sizeOfIr(size);
    if (bytes === undefined) throw allocationError(`there is no type ${JSON.stringify(size)}`);
    return bytes;
  };
  const allocate = (size: number): number => {
    const address = exports.sqlite3__wasm_pstack_alloc(size) >>> 0;
    if (address === 0) throw allocationError(`the pseudo-stack has no ${size} bytes left`);
    return address;
  };
  const allocChunks = (count: number, size: unknown): number[] => {
    const bytes = sizeFrom(size);
    return cellAddresses(allocate(count * bytes), count, bytes);
  };
  const stack: PseudoStack = {
    get pointer() {
      return exports.sqlite3__wasm_pstack_ptr() >>> 0;
    },
    get quota() {
      return exports.sqlite3__wasm_pstack_quota();
    },
    get remaining() {
      return exports.sqlite3__wasm_pstack_remaining();
    },
    restore: exports.sqlite3__wasm_pstack_restore,
    alloc: (size) => allocate(sizeFrom(size)),
    allocChunks,
    allocPtr: ((count = 1, safePtrSize = true) => {
      const cells = allocChunks(count, safePtrSize ? 8 : POINTER_SIZE);
      return count === 1 ? cells[0] : cells;
    }) as AllocPtr,
    call(body) {
      const pointer = exports.sqlite3__wasm_pstack_ptr();
      try {
        return body(stack);
      } finally {
        exports.sqlite3__wasm_pstack_restore(pointer);
      }
    },
  };
  return stack;
}
