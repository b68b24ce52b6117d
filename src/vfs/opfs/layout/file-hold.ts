import { FIRST_HOLD_WORD } from "./shared-memory.js";

/**
 * Values of a hold word: what a thread holds of a database file among all threads of the origin.
 *
 * `KEPT` is held for nobody: SQLite's side may take it back with one exchange, and the proxy may give it up with one
 * exchange when another thread asks. While it is `USED` the proxy leaves it alone. `NONE` becomes something else only by
 * a lock operation.
 */
export const Hold = {
  NONE: 0,
  KEPT_SHARED: 1,
  KEPT_EXCLUSIVE: 2,
  USED_SHARED: 3,
  USED_EXCLUSIVE: 4,
} as const;

/**
 * Milliseconds that a lock may be used again after it was got although others ask for it. To hand it over costs several
 * transactions' time, so that workers that all write get more done in turns of more than one transaction.
 */
export const TURN_TIME = 20;

/** What a thread that gets SHARED is going to do, as far as it knows. */
export const Intent = {
  READ: 0,
  /** It wrote the time before. */
  MAY_WRITE: 1,
  /** It was refused RESERVED just now, and tries again after a busy handler has slept. */
  WRITE: 2,
} as const;

/** One of {@link Intent}. */
export type Intent = (typeof Intent)[keyof typeof Intent];

/** One of {@link Hold}. */
export type Hold = (typeof Hold)[keyof typeof Hold];

/** The hold and asked words of one file. Both sides have one of these over the same memory. */
export class FileHold {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #hold: number;
  readonly #asked: number;

  /**
   * @param words - the whole of `sabOp`
   * @param file - number of the file
   */
  constructor(words: Int32Array<SharedArrayBuffer>, file: number) {
    this.#words = words;
    this.#hold = FIRST_HOLD_WORD + file * 2;
    this.#asked = this.#hold + 1;
  }

  get state(): Hold {
    return Atomics.load(this.#words, this.#hold) as Hold;
  }

  /** Another thread waits for what is held here. */
  get isAsked(): boolean {
    return Atomics.load(this.#words, this.#asked) !== 0;
  }

  /** No other thread holds anything of the file, and none can get it. */
  get isExclusive(): boolean {
    return this.state === Hold.USED_EXCLUSIVE;
  }

  /** SQLite's side: uses what has been kept. Returns whether there was something. */
  take(): boolean {
    return (
      this.#exchange(Hold.KEPT_EXCLUSIVE, Hold.USED_EXCLUSIVE) ||
      this.#exchange(Hold.KEPT_SHARED, Hold.USED_SHARED)
    );
  }

  /** SQLite's side: uses it no longer, but keeps it. */
  keep(): void {
    if (!this.#exchange(Hold.USED_EXCLUSIVE, Hold.KEPT_EXCLUSIVE)) {
      this.#exchange(Hold.USED_SHARED, Hold.KEPT_SHARED);
    }
  }

  /** Either side: gives up what is kept. Returns whether the caller is the one that did, and so releases the locks. */
  giveUp(): boolean {
    return this.#exchange(Hold.KEPT_EXCLUSIVE, Hold.NONE) || this.#exchange(Hold.KEPT_SHARED, Hold.NONE);
  }

  /** The proxy's side: notes that another thread asks. To be followed by {@link FileHold.giveUp}. */
  ask(): void {
    Atomics.store(this.#words, this.#asked, 1);
  }

  /** The proxy's side, during a lock operation: says what has been got. */
  set(state: Hold, isAsked: boolean): void {
    Atomics.store(this.#words, this.#asked, isAsked ? 1 : 0);
    Atomics.store(this.#words, this.#hold, state);
  }

  #exchange(from: Hold, to: Hold): boolean {
    return Atomics.compareExchange(this.#words, this.#hold, from, to) === from;
  }
}
