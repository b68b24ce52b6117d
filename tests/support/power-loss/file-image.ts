/** Bytes of a file that may grow. */
export class FileImage {
  #buffer: Uint8Array<ArrayBuffer>;
  #size: number;

  /** @param bytes - copied */
  constructor(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)) {
    this.#buffer = bytes.slice();
    this.#size = bytes.length;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Puts bytes in.
   * @param gap - the byte that fills a gap between the end and `at`
   */
  write(bytes: Uint8Array<ArrayBuffer>, at: number, gap = 0): void {
    if (at > this.#size) this.resize(at, gap);
    this.#reserve(at + bytes.length);
    this.#buffer.set(bytes, at);
    this.#size = Math.max(this.#size, at + bytes.length);
  }

  /** Sets the size; growth is filled with `gap`. */
  resize(size: number, gap = 0): void {
    this.#reserve(size);
    if (size > this.#size) this.#buffer.fill(gap, this.#size, size);
    this.#size = size;
  }

  /** A copy of the bytes. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#size);
  }

  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = new Uint8Array(size * 2);
    larger.set(this.#buffer.subarray(0, this.#size));
    this.#buffer = larger;
  }
}
