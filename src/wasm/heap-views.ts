import type { Heap } from "./heap.js";

/** Any view of whole numbers over wasm memory. */
export type IntegerView =
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>;

/**
 * Views of the whole memory. A view is good until wasm allocates, which may grow the memory and detach it: get it
 * anew each time.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface HeapViews {
  heap8(): Int8Array<ArrayBuffer>;
  heap8u(): Uint8Array<ArrayBuffer>;
  heap16(): Int16Array<ArrayBuffer>;
  heap16u(): Uint16Array<ArrayBuffer>;
  heap32(): Int32Array<ArrayBuffer>;
  heap32u(): Uint32Array<ArrayBuffer>;
  heap64(): BigInt64Array<ArrayBuffer>;
  heap64u(): BigUint64Array<ArrayBuffer>;
  /**
   * Gives a view by its width in bits, unsigned unless told otherwise, or by its constructor.
   *
   * @throws TypeError for any other width or constructor
   */
  heapForSize(bits: 8, unsigned?: true): Uint8Array<ArrayBuffer>;
  heapForSize(bits: 8, unsigned: false): Int8Array<ArrayBuffer>;
  heapForSize(bits: 16, unsigned?: true): Uint16Array<ArrayBuffer>;
  heapForSize(bits: 16, unsigned: false): Int16Array<ArrayBuffer>;
  heapForSize(bits: 32, unsigned?: true): Uint32Array<ArrayBuffer>;
  heapForSize(bits: 32, unsigned: false): Int32Array<ArrayBuffer>;
  heapForSize(bits: 64, unsigned?: true): BigUint64Array<ArrayBuffer>;
  heapForSize(bits: 64, unsigned: false): BigInt64Array<ArrayBuffer>;
  heapForSize(viewClass: Int8ArrayConstructor): Int8Array<ArrayBuffer>;
  heapForSize(viewClass: Uint8ArrayConstructor): Uint8Array<ArrayBuffer>;
  heapForSize(viewClass: Int16ArrayConstructor): Int16Array<ArrayBuffer>;
  heapForSize(viewClass: Uint16ArrayConstructor): Uint16Array<ArrayBuffer>;
  heapForSize(viewClass: Int32ArrayConstructor): Int32Array<ArrayBuffer>;
  heapForSize(viewClass: Uint32ArrayConstructor): Uint32Array<ArrayBuffer>;
  heapForSize(viewClass: BigInt64ArrayConstructor): BigInt64Array<ArrayBuffer>;
  heapForSize(viewClass: BigUint64ArrayConstructor): BigUint64Array<ArrayBuffer>;
}

/** A heap with views of the memory as it is: who grows it from JavaScript does not tell the heap, as wasm does. */
export function currentHeap(heap: Heap): Heap {
  if (heap.u8.buffer !== heap.memory.buffer) heap.refresh();
  return heap;
}

/** Makes the views of one memory. */
export function createHeapViews(heap: Heap): HeapViews {
  const current = (): Heap => currentHeap(heap);
  const viewOf = (size: unknown, unsigned: unknown): IntegerView | undefined => {
    switch (size) {
      case 8:
        return unsigned ? current().u8 : current().i8;
      case 16:
        return unsigned ? current().u16 : current().i16;
      case 32:
        return unsigned ? current().u32 : current().i32;
      case 64:
        return unsigned ? current().u64 : current().i64;
      case Int8Array:
        return current().i8;
      case Uint8Array:
        return current().u8;
      case Int16Array:
        return current().i16;
      case Uint16Array:
        return current().u16;
      case Int32Array:
        return current().i32;
      case Uint32Array:
        return current().u32;
      case BigInt64Array:
        return current().i64;
      case BigUint64Array:
        return current().u64;
    }
    return undefined;
  };
  const heapForSize = (size: unknown, unsigned: unknown = true): IntegerView => {
    const view = viewOf(size, unsigned);
    if (view !== undefined) return view;
    throw new TypeError("heapForSize() takes 8, 16, 32, 64 or the constructor of an integer array");
  };
  return {
    heap8: () => current().i8,
    heap8u: () => current().u8,
    heap16: () => current().i16,
    heap16u: () => current().u16,
    heap32: () => current().i32,
    heap32u: () => current().u32,
    heap64: () => current().i64,
    heap64u: () => current().u64,
    heapForSize: heapForSize as HeapViews["heapForSize"],
  };
}
