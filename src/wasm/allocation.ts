import { encodeUtf8Into, utf8Length } from "../base/index.js";
import type { Heap } from "./heap.js";
import { POINTER_SIZE } from "./ir-type.js";
import { isPointer } from "./pointer-arithmetic.js";
import { requireByteArray } from "./typed-array.js";

/** An allocating function that throws, together with the C function that answers 0 instead. */
export type Allocating<Call extends (...args: never[]) => unknown> = Call & { readonly impl: Call };

/** What allocates: a heap's own functions or those of a scope. */
export interface RawAllocator {
  readonly heap: Heap;
  /** Allocates or throws. */
  alloc(size: number): number;
}

/** Anything that has a length and can be walked, such as an array. */
export interface ListLike {
  readonly length: number;
  forEach(visit: (value: unknown, index: number) => void): void;
}

/** Allocates a zero-terminated UTF-8 copy of a text; with `withLength`, gives its length in bytes as well. */
export interface AllocCString {
  (text: string, withLength?: false): number;
  (text: string, withLength: true): [address: number, byteLength: number];
  /** What is no string has no C string. */
  (text: unknown, withLength?: boolean): number | [address: number, byteLength: number] | null;
}

/** Allocates room for pointers, all zero: one address, or an array of them. */
export interface AllocPtr {
  (howMany?: 1, safePtrSize?: boolean): number;
  (howMany: number, safePtrSize?: boolean): number[];
}

/** Bytes of a cell that may hold any number, whatever its type. */
const SAFE_CELL = 8;

/** Allocates a C string; `null` for what is no string. */
export function allocateCString({ heap, alloc }: RawAllocator, text: unknown, withLength: unknown): unknown {
  if (typeof text !== "string") return null;
  const length = utf8Length(text);
  const address = alloc(length + 1);
  encodeUtf8Into(text, heap.u8.subarray(address, address + length));
  heap.u8[address + length] = 0;
  return withLength ? [address, length] : address;
}

/** Allocates room for pointers in one block; the first address is the block's. */
export function allocatePointers(
  { heap, alloc }: RawAllocator,
  howMany: number,
  safePtrSize: unknown,
): number | number[] {
  const cell = safePtrSize ? SAFE_CELL : POINTER_SIZE;
  const address = alloc(howMany * cell);
  heap.u8.fill(0, address, address + howMany * cell);
  return howMany === 1 ? address : cellAddresses(address, howMany, cell);
}

/** Addresses of cells that lie side by side. */
export function cellAddresses(first: number, howMany: number, size: number): number[] {
  return Array.from({ length: howMany }, (_, index) => first + index * size);
}

/** Allocates what a C `main()` takes as `argv`: an array of pointers, each to a copy of an element as text. */
export function allocateArgv(allocator: RawAllocator, list: ListLike): number {
  if (typeof list?.length !== "number" || typeof list.forEach !== "function") {
    throw new TypeError("a list has a length and forEach()");
  }
  const strings: number[] = [];
  list.forEach((value) => {
    strings.push(allocateCString(allocator, String(value), false) as number);
  });
  // An empty list gets a pointer too, so that the address can be freed like any other.
  const address = allocator.alloc(Math.max(1, strings.length) * POINTER_SIZE);
  allocator.heap.u32.set(strings, address >>> 2);
  return address;
}

/** Allocates a copy of bytes; at least one byte, which is then 0. */
export function allocateBytes({ heap, alloc }: RawAllocator, source: unknown): number {
  const bytes = requireByteArray(source);
  const address = alloc(bytes.length || 1);
  if (bytes.length === 0) heap.u8[address] = 0;
  heap.u8.set(bytes, address);
  return address;
}

/** Reads a C `argv`: the texts that it points to, `null` for null pointers. */
export function readArgv(
  heap: Heap,
  argc: number,
  argv: number,
  read: (address: number) => string | null,
): (string | null)[] {
  const texts: (string | null)[] = [];
  if (isPointer(argv)) {
    for (let index = 0; index < argc; index++) texts.push(read(heap.u32[(argv >>> 2) + index] as number));
  }
  return texts;
}
