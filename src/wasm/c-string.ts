import { decodeUtf8, encodeUtf8Into, utf8Length } from "../base/index.js";
import type { Heap } from "./heap.js";
import type { Pointer } from "./pointer.js";

/** Address of a zero-terminated UTF-8 string. */
export type CString = Pointer<"char">;

/**
 * Measures a C string.
 *
 * @returns bytes before the terminating zero; 0 for the null pointer
 */
export function cStringLength(heap: Heap, address: CString): number {
  if (address === 0) return 0;
  const end = heap.u8.indexOf(0, address);
  return (end < 0 ? heap.byteLength : end) - address;
}

/**
 * Reads a C string.
 *
 * @returns the text, or `null` for the null pointer
 */
export function readCString(heap: Heap, address: CString): string | null {
  if (address === 0) return null;
  return decodeUtf8(heap.bytes(address, cStringLength(heap, address)));
}

/**
 * Writes a string and its terminating zero into `capacity` bytes at `address`. What does not fit is cut between two
 * characters, never inside one.
 *
 * @returns bytes written, the terminating zero included; 0 when `capacity` is 0
 */
export function writeCString(heap: Heap, text: string, address: Pointer, capacity: number): number {
  if (capacity <= 0) return 0;
  const { written } = encodeUtf8Into(text, heap.bytes(address, capacity - 1));
  heap.u8[address + written] = 0;
  return written + 1;
}

/** Bytes that a string needs as a C string, the terminating zero included. */
export function cStringSize(text: string): number {
  return utf8Length(text) + 1;
}
