import { type Allocator, type Heap, NULL, type Pointer } from "../wasm/index.js";

/** Bytes kept for texts and blobs; longer ones get an allocation of their own. */
export const SCRATCH_SIZE = 65_536;

/**
 * One block of wasm memory per instance, allocated when first needed, through which short texts and blobs pass into
 * SQLite (which copies them at once). It saves an allocation for each.
 */
export class Scratch {
  readonly #heap: Heap;
  readonly #allocator: Allocator;
  #address: Pointer = NULL;

  constructor(heap: Heap, allocator: Allocator) {
    this.#heap = heap;
    this.#allocator = allocator;
  }

  /**
   * Address of the block, {@link SCRATCH_SIZE} bytes. Its contents last until the next use.
   * @throws WasmOutOfMemoryError
   */
  get address(): Pointer {
    if (this.#address === 0) this.#address = this.#allocator.alloc(SCRATCH_SIZE);
    return this.#address;
  }

  /**
   * Writes a text that is pure ASCII and at most {@link SCRATCH_SIZE} long.
   *
   * A loop over the characters beats `TextEncoder.encodeInto` up to about a hundred of them: that call costs 100 to
   * 200 ns before the first byte.
   *
   * @returns whether it was pure ASCII; else the block's contents are of no use
   */
  writeAscii(text: string): boolean {
    const address = this.address;
    const bytes = this.#heap.u8;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return false;
      bytes[address + index] = unit;
    }
    return true;
  }
}
