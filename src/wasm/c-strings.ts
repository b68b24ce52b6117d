import { cStringLength, readCString } from "./c-string.js";
import type { Heap } from "./heap.js";
import { currentHeap } from "./heap-views.js";
import type { Pointer } from "./pointer.js";
import { isPointer } from "./pointer-arithmetic.js";

/**
 * C strings under the names that SQLite's documentation gives their functions. What is no address at all counts as the
 * null pointer.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface CStrings {
  /**
   * Counts the bytes before the terminating zero; `null` for the null pointer.
   * @throws RangeError for an address outside the memory
   */
  cstrlen(address: number | null | undefined): number | null;
  /**
   * Reads a C string; `null` for the null pointer.
   * @throws RangeError for an address outside the memory
   */
  cstrToJs(address: number | null | undefined): string | null;
  /**
   * Copies bytes of a C string up to and including its zero, at most `count` of them.
   *
   * @param count - bytes; a negative number stands for all of them
   * @returns bytes copied, the zero included
   * @throws TypeError for a null pointer; RangeError for an address outside the memory
   */
  cstrncpy(target: number, source: number, count: number): number;
}

/** Makes the C string functions of one memory. */
export function createCStrings(heap: Heap): CStrings {
  const at = (address: unknown): Pointer<"char"> => {
    if (!isPointer(address)) return 0 as Pointer<"char">;
    if (address >= currentHeap(heap).byteLength)
      throw new RangeError(`${address} is no address in the wasm memory`);
    return address as Pointer<"char">;
  };
  return {
    cstrlen: (address) => (at(address) === 0 ? null : cStringLength(heap, at(address))),
    cstrToJs: (address) => readCString(heap, at(address)),
    cstrncpy(target, source, count) {
      const from = at(source);
      const to = at(target);
      if (from === 0 || to === 0) throw new TypeError("cstrncpy() takes no null pointer");
      const whole = cStringLength(heap, from) + 1;
      const length = count < 0 ? whole : Math.min(whole, Math.trunc(count) || 0);
      if (to + length > heap.byteLength) throw new RangeError(`${length} bytes do not fit at ${to}`);
      heap.u8.copyWithin(to, from, from + length);
      return length;
    },
  };
}
