import { type BufferPool, LARGEST_BUFFER } from "./buffer-pool.js";

/** Bytes without a gap, from `start` on. */
interface Run {
  readonly start: number;
  length: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Takes bytes that belong at an offset; throws where it cannot. */
export type RunWriter = (bytes: Uint8Array<ArrayBuffer>, offset: number) => void;

/**
 * Bytes that were written to a file and not handed over yet, as runs in order of their offsets. Runs do not overlap; one
 * that fills its largest buffer is continued by another.
 *
 * Writes of whole pages and appends in small pieces (a journal's records, a WAL's frames) both end up as few long runs.
 */
export class WriteRuns {
  readonly #pool: BufferPool;
  readonly #runs: Run[] = [];
  #byteLength = 0;

  /** @param pool - where buffers come from and go */
  constructor(pool: BufferPool) {
    this.#pool = pool;
  }

  /** Bytes held. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Offset after the last byte; 0 when there is none. */
  get end(): number {
    const last = this.#runs.at(-1);
    return last === undefined ? 0 : last.start + last.length;
  }

  /** Puts bytes in, over those that are there. */
  write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    let written = 0;
    while (written < source.length) {
      const position = offset + written;
      const index = this.#indexAt(position);
      const next = this.#runs[index + 1];
      const limit = Math.min(source.length - written, (next?.start ?? Number.POSITIVE_INFINITY) - position);
      const part = this.#runToExtend(index, position) ?? this.#insert(index + 1, position, limit);
      const count = Math.min(limit, part.start + LARGEST_BUFFER - position);
      const rest = count === source.length ? source : source.subarray(written, written + count);
      this.#put(part, rest, position - part.start);
      written += count;
    }
  }

  /**
   * Copies what is here of `target.length` bytes from `offset` on; the other bytes of `target` stay as they are.
   *
   * @returns bytes copied
   */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const end = offset + target.length;
    let copied = 0;
    for (let index = Math.max(0, this.#indexAt(offset)); index < this.#runs.length; index++) {
      const { start, length, bytes } = this.#runs[index] as Run;
      if (start >= end) break;
      const from = Math.max(start, offset);
      const to = Math.min(start + length, end);
      if (from >= to) continue;
      target.set(bytes.subarray(from - start, to - start), from - offset);
      copied += to - from;
    }
    return copied;
  }

  /** Forgets all bytes from `size` on. */
  truncate(size: number): void {
    for (let last = this.#runs.at(-1); last !== undefined && last.start >= size; last = this.#runs.at(-1)) {
      this.#remove(this.#runs.length - 1, 1);
    }
    const last = this.#runs.at(-1);
    if (last === undefined || last.start + last.length <= size) return;
    this.#byteLength -= last.start + last.length - size;
    last.length = size - last.start;
  }

  /** Forgets everything. */
  clear(): void {
    this.#remove(0, this.#runs.length);
  }

  /**
   * Hands all bytes over in order, neighbours in one call, and forgets what has been taken. When `write` throws, what it
   * has not taken stays.
   */
  drain(write: RunWriter): void {
    while (this.#runs.length > 0) {
      const count = this.#neighbours();
      const first = this.#runs[0] as Run;
      if (count === 1) write(first.bytes.subarray(0, first.length), first.start);
      else this.#writeJoined(count, write);
      this.#remove(0, count);
    }
  }

  /** How many runs from the first on touch each other and fit one buffer together. */
  #neighbours(): number {
    const first = this.#runs[0] as Run;
    let end = first.start + first.length;
    let count = 1;
    for (; count < this.#runs.length; count++) {
      const { start, length } = this.#runs[count] as Run;
      if (start !== end || start + length - first.start > LARGEST_BUFFER) break;
      end += length;
    }
    return count;
  }

  #writeJoined(count: number, write: RunWriter): void {
    const { start } = this.#runs[0] as Run;
    const last = this.#runs[count - 1] as Run;
    const length = last.start + last.length - start;
    const joined = this.#pool.take(length);
    for (let index = 0; index < count; index++) {
      const run = this.#runs[index] as Run;
      joined.set(run.bytes.subarray(0, run.length), run.start - start);
    }
    try {
      write(joined.subarray(0, length), start);
    } finally {
      this.#pool.give(joined);
    }
  }

  /** Index of the last run that starts at or before `offset`; -1 where there is none. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#runs[middle] as Run).start <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The run at `index`, if a byte at `position` lies in it or right behind it and it may still grow so far. */
  #runToExtend(index: number, position: number): Run | undefined {
    const run = this.#runs[index];
    if (run === undefined || position > run.start + run.length) return undefined;
    return position < run.start + LARGEST_BUFFER ? run : undefined;
  }

  #insert(index: number, start: number, size: number): Run {
    const run = { start, length: 0, bytes: this.#pool.take(Math.min(size, LARGEST_BUFFER)) };
    this.#runs.splice(index, 0, run);
    return run;
  }

  #put(run: Run, source: Uint8Array<ArrayBuffer>, at: number): void {
    const end = at + source.length;
    if (end > run.bytes.length) {
      const larger = this.#pool.take(end);
      larger.set(run.bytes.subarray(0, run.length));
      this.#pool.give(run.bytes);
      run.bytes = larger;
    }
    run.bytes.set(source, at);
    if (end <= run.length) return;
    this.#byteLength += end - run.length;
    run.length = end;
  }

  #remove(index: number, count: number): void {
    for (const run of this.#runs.splice(index, count)) {
      this.#byteLength -= run.length;
      this.#pool.give(run.bytes);
    }
  }
}
