/** Bytes that a section starts with and falls back to. */
const INITIAL_SIZE = 16_384;

/** Bytes beyond which the memory of a section is not kept for the next batch. */
const KEPT_SIZE = 4 * 1024 * 1024;

/**
 * One growing section of the batch being built. Read `bytes` anew after each call of {@link reserve}: growing replaces
 * it.
 */
export class Section {
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(INITIAL_SIZE);
  /** Bytes in use. */
  size = 0;

  /** Makes room for so many more bytes. */
  reserve(more: number): void {
    const needed = this.size + more;
    if (needed > this.bytes.length) this.#grow(needed);
  }

  #grow(needed: number): void {
    const capacity = Math.max(needed, this.bytes.length * 2);
    // A multiple of eight, so that a view of wider numbers fits exactly.
    const bytes = new Uint8Array(Math.ceil(capacity / 8) * 8);
    bytes.set(this.bytes.subarray(0, this.size));
    this.bytes = bytes;
  }

  /** Copies what is in use to `target` at `offset`, and empties the section. */
  drainTo(target: Uint8Array, offset: number): void {
    target.set(this.bytes.subarray(0, this.size), offset);
    this.clear();
  }

  /** Empties the section; memory that one huge value needed is given back. */
  clear(): void {
    this.size = 0;
    if (this.bytes.length > KEPT_SIZE) this.bytes = new Uint8Array(INITIAL_SIZE);
  }
}
