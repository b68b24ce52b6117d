import { Errno, FsError } from "../base/index.js";
import { MAX_OPEN_FDS } from "./limits.js";
import type { Stream } from "./stream.js";

const WORD_BITS = 32;

/** The open streams by descriptor. A bit for each descriptor in use finds the lowest free one, 32 at a step. */
export class DescriptorTable {
  readonly #streams: (Stream | undefined)[] = [];
  readonly #used = new Int32Array(MAX_OPEN_FDS / WORD_BITS);

  /** The stream of a descriptor, `undefined` where none is open. */
  get(fd: number): Stream | undefined {
    return this.#streams[fd];
  }

  /** Every open stream, by descriptor. */
  open(): Stream[] {
    return this.#streams.filter((stream) => stream !== undefined);
  }

  /**
   * The lowest descriptor that is free.
   *
   * @param minimum - start here; 0 to 4095
   * @throws FsError `EMFILE` where all from `minimum` on are in use
   */
  lowestFree(minimum = 0): number {
    const firstWord = Math.floor(minimum / WORD_BITS);
    for (let word = firstWord; word < this.#used.length; word++) {
      const below = word === firstWord ? (1 << (minimum % WORD_BITS)) - 1 : 0;
      const free = ~(this.#used[word]! | below);
      // The lowest set bit of `free`, isolated, has its number in its leading zeros.
      if (free !== 0) return word * WORD_BITS + 31 - Math.clz32(free & -free);
    }
    throw new FsError(Errno.EMFILE, `${MAX_OPEN_FDS} descriptors are open`);
  }

  /** Enters a stream under its descriptor, which must be free. */
  add(stream: Stream): void {
    const { fd } = stream;
    while (this.#streams.length <= fd) this.#streams.push(undefined);
    this.#streams[fd] = stream;
    this.#used[fd >>> 5]! |= 1 << (fd & 31);
    stream.file.references++;
  }

  /** Frees a stream's descriptor. */
  remove(stream: Stream): void {
    const { fd } = stream;
    this.#streams[fd] = undefined;
    this.#used[fd >>> 5]! &= ~(1 << (fd & 31));
    stream.file.references--;
  }
}
