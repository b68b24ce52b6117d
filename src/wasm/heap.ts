import type { Pointer } from "./pointer.js";

/** Bytes of one wasm page. */
export const WASM_PAGE_SIZE = 65_536;

/**
 * Typed views over one wasm memory. Growing the memory detaches every view, so read the view from the heap at each use
 * and never keep it across a call into wasm. Whoever grows the memory calls {@link Heap.refresh} in the same breath.
 */
export class Heap {
  readonly memory: WebAssembly.Memory;
  u8!: Uint8Array<ArrayBuffer>;
  i8!: Int8Array<ArrayBuffer>;
  u16!: Uint16Array<ArrayBuffer>;
  i16!: Int16Array<ArrayBuffer>;
  u32!: Uint32Array<ArrayBuffer>;
  i32!: Int32Array<ArrayBuffer>;
  u64!: BigUint64Array<ArrayBuffer>;
  i64!: BigInt64Array<ArrayBuffer>;
  f32!: Float32Array<ArrayBuffer>;
  f64!: Float64Array<ArrayBuffer>;
  /** For fields that C does not align, such as packed 64-bit integers. */
  view!: DataView<ArrayBuffer>;

  /** @param memory - a WebAssembly memory that is not shared */
  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.refresh();
  }

  /** Makes new views; called after every growth of the memory. */
  refresh(): void {
    const buffer = this.memory.buffer as ArrayBuffer;
    this.u8 = new Uint8Array(buffer);
    this.i8 = new Int8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.i16 = new Int16Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u64 = new BigUint64Array(buffer);
    this.i64 = new BigInt64Array(buffer);
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.view = new DataView(buffer);
  }

  /** Bytes of the memory now. */
  get byteLength(): number {
    return this.u8.length;
  }

  /** Reads the pointer stored at `address` (aligned to 4 bytes). */
  peekPointer<Kind extends string>(address: Pointer): Pointer<Kind> {
    return this.u32[address >>> 2] as Pointer<Kind>;
  }

  /** Stores a pointer at `address` (aligned to 4 bytes). */
  pokePointer(address: Pointer, value: Pointer): void {
    this.u32[address >>> 2] = value;
  }

  /** Reads a signed 64-bit integer at any address. */
  peekI64(address: Pointer): bigint {
    return this.view.getBigInt64(address, true);
  }

  /** Stores a signed 64-bit integer at any address. */
  pokeI64(address: Pointer, value: bigint): void {
    this.view.setBigInt64(address, value, true);
  }

  /** Copies bytes out of the memory; the result stays valid when the memory grows. */
  copyOut(address: Pointer, length: number): Uint8Array<ArrayBuffer> {
    return this.u8.slice(address, address + length);
  }

  /** The bytes themselves, valid until the next call into wasm. */
  bytes(address: Pointer, length: number): Uint8Array<ArrayBuffer> {
    return this.u8.subarray(address, address + length);
  }
}
