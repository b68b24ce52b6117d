/** Bytes of one chunk: the largest page of a database, so that a page lies in one or two. */
const CHUNK_SIZE = 65_536;

/**
 * Bytes that grow without being copied. They lie in chunks, made when something is written to them; what lies between is
 * zero and takes no memory.
 */
export class ChunkedBytes {
  readonly #chunks = new Map<number, Uint8Array<ArrayBuffer>>();
  #size = 0;

  /** Bytes up to the last one written, or as truncated. */
  get size(): number {
    return this.#size;
  }

  /** Reads into `target` from `offset`. Returns bytes read, fewer than asked for only at the end. */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const count = Math.max(0, Math.min(target.length, this.#size - offset));
    for (let done = 0; done < count; ) {
      const start = (offset + done) % CHUNK_SIZE;
      const length = Math.min(CHUNK_SIZE - start, count - done);
      const chunk = this.#chunks.get(Math.floor((offset + done) / CHUNK_SIZE));
      if (chunk === undefined) target.fill(0, done, done + length);
      else target.set(chunk.subarray(start, start + length), done);
      done += length;
    }
    return count;
  }

  /** Writes all of `source` at `offset`. @throws RangeError where no memory is left */
  write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    for (let done = 0; done < source.length; ) {
      const start = (offset + done) % CHUNK_SIZE;
      const length = Math.min(CHUNK_SIZE - start, source.length - done);
      this.#chunkAt(offset + done).set(source.subarray(done, done + length), start);
      done += length;
      this.#size = Math.max(this.#size, offset + done);
    }
  }

  /** Cuts the bytes off at `size`, or adds zeros up to it. */
  truncate(size: number): void {
    if (size < this.#size) {
      const last = Math.floor(size / CHUNK_SIZE);
      for (const index of this.#chunks.keys()) if (index > last) this.#chunks.delete(index);
      // They would show again when the file grows.
      this.#chunks.get(last)?.fill(0, size % CHUNK_SIZE);
    }
    this.#size = size;
  }

  #chunkAt(offset: number): Uint8Array<ArrayBuffer> {
    const index = Math.floor(offset / CHUNK_SIZE);
    let chunk = this.#chunks.get(index);
    if (chunk === undefined) {
      chunk = new Uint8Array(CHUNK_SIZE);
      this.#chunks.set(index, chunk);
    }
    return chunk;
  }
}
