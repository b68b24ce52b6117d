/** Most bytes fetched at once: in Chromium 64 KiB cost what five reads of 4 KiB cost, in Firefox what one costs. */
const WINDOW_SIZE = 65_536;

/**
 * Bytes fetched by the first read that goes on where one ended; each further fetch is twice as long. Opening a database
 * often looks at two pages side by side, and should not read the ones behind them.
 */
const FIRST_FETCH = 16_384;

/** Longest read that goes through the window. */
const LONGEST_READ = WINDOW_SIZE / 2;

/** Reads up to `target.length` bytes from `offset` on; returns bytes read, fewer only at the end. */
export type ByteReader = (target: Uint8Array<ArrayBuffer>, offset: number) => number;

/**
 * Fetches ahead where a file is read from front to back. The window holds what is stored, so whoever changes the file
 * calls {@link ReadAhead.forget} first.
 */
export class ReadAhead {
  readonly #read: ByteReader;
  #window: Uint8Array<ArrayBuffer> | undefined;
  #start = 0;
  #length = 0;
  /** Where a sequential reader would go on. */
  #expected = -1;
  /** Bytes that the next fetch takes. */
  #nextFetch = FIRST_FETCH;

  /** @param read - reads what is stored */
  constructor(read: ByteReader) {
    this.#read = read;
  }

  /** Reads as {@link ByteReader} does. */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const end = offset + target.length;
    const isSequential = offset === this.#expected;
    this.#expected = end;
    if (this.#length > 0 && offset >= this.#start && end <= this.#start + this.#length) {
      return this.#copy(target, offset);
    }
    if (!isSequential) this.#nextFetch = FIRST_FETCH;
    if (!isSequential || target.length > LONGEST_READ) return this.#read(target, offset);
    this.#fetch(offset, target.length);
    return this.#copy(target, offset);
  }

  /** Drops the window. */
  forget(): void {
    this.#length = 0;
  }

  #fetch(offset: number, needed: number): void {
    this.#window ??= new Uint8Array(WINDOW_SIZE);
    const size = Math.max(this.#nextFetch, needed);
    this.#nextFetch = Math.min(WINDOW_SIZE, size * 2);
    this.#length = 0;
    this.#length = this.#read(this.#window.subarray(0, size), offset);
    this.#start = offset;
  }

  #copy(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const from = offset - this.#start;
    const count = Math.min(target.length, this.#length - from);
    target.set((this.#window as Uint8Array<ArrayBuffer>).subarray(from, from + count));
    return count;
  }
}
