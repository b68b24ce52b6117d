/** Smallest and largest buffer, in bytes: SQLite's default page, and as much as one call should write. */
const SMALLEST = 8_192;
export const LARGEST_BUFFER = 1_048_576;

/** Bytes that are kept for reuse at most. */
const KEPT_LIMIT = 8 * 1_048_576;

/** Byte buffers in sizes of powers of two, used again and again, so that gathering writes leaves no garbage. */
export class BufferPool {
  readonly #free = new Map<number, Uint8Array<ArrayBuffer>[]>();
  #keptBytes = 0;

  /**
   * Takes a buffer; its contents are undefined.
   *
   * @param size - least bytes, up to {@link LARGEST_BUFFER}
   */
  take(size: number): Uint8Array<ArrayBuffer> {
    let capacity = SMALLEST;
    while (capacity < size) capacity *= 2;
    const buffer = this.#free.get(capacity)?.pop();
    if (buffer === undefined) return new Uint8Array(capacity);
    this.#keptBytes -= capacity;
    return buffer;
  }

  /** Gives a buffer back; the caller forgets it. */
  give(buffer: Uint8Array<ArrayBuffer>): void {
    const capacity = buffer.length;
    if (this.#keptBytes + capacity > KEPT_LIMIT) return;
    const free = this.#free.get(capacity);
    if (free === undefined) this.#free.set(capacity, [buffer]);
    else free.push(buffer);
    this.#keptBytes += capacity;
  }
}
