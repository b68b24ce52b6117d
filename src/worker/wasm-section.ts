import { type Allocator, NULL, type Pointer } from "../wasm/index.js";

/** Bytes that a section starts with and falls back to. */
const INITIAL_SIZE = 16_384;

/** Bytes beyond which the memory of a section is not kept for the next batch. */
const KEPT_SIZE = 4 * 1024 * 1024;

/** One growing section of the batch being built, in wasm memory. */
export class WasmSection {
  readonly #allocator: Allocator;
  /** Address of its first byte; growing changes it. */
  begin: Pointer = NULL;
  /** Bytes that it may take. */
  capacity = 0;

  constructor(allocator: Allocator) {
    this.#allocator = allocator;
  }

  /**
   * Makes room for `needed` bytes in all, and some more. What is in it stays.
   * @throws WasmOutOfMemoryError; it is as it was then
   */
  reserve(needed: number): void {
    if (needed <= this.capacity) return;
    const capacity = this.capacityFor(needed);
    this.begin =
      this.begin === 0 ? this.#allocator.alloc(capacity) : this.#allocator.realloc(this.begin, capacity);
    this.capacity = capacity;
  }

  /** The capacity that it has after {@link reserve}. */
  capacityFor(needed: number): number {
    return needed <= this.capacity ? this.capacity : Math.max(needed, this.capacity * 2, INITIAL_SIZE);
  }

  /** Whether it takes more than is to be kept for the next batch. */
  get isLarge(): boolean {
    return this.capacity > KEPT_SIZE;
  }

  /** Gives all memory back. */
  free(): void {
    this.#allocator.free(this.begin);
    this.begin = NULL;
    this.capacity = 0;
  }
}
