import { LaneSize, LaneState, LaneWord, SharedWord } from "./layout.js";
import { ValueReader } from "./value-reader.js";
import { ValueWriter } from "./value-writer.js";

/** Milliseconds to look for a message again and again: about what it takes to wake a thread that sleeps. */
const SPIN_TIME = 0.15;

/** Looks between two looks at the clock. */
const LOOKS = 64;

/** Looks at the clock at most: there are settings by which it moves every 16 or 100 milliseconds only. */
const MAXIMAL_ROUNDS = 2_000;

/** How often spinning is left out at most, when it has been in vain. */
const MAXIMAL_PENALTY = 7;

/** The two lanes of a line. */
export type LaneName = "requests" | "answers";

/** One direction of the memory between two threads: what both ends know of it. */
abstract class Lane {
  protected readonly words: Int32Array;
  protected readonly structure: Uint8Array;
  protected readonly text: Uint8Array;

  constructor(memory: SharedArrayBuffer, name: LaneName) {
    const begin = LaneSize.words + (name === "requests" ? 0 : LaneSize.structure + LaneSize.text);
    const first = name === "requests" ? SharedWord.requests : SharedWord.answers;
    this.words = new Int32Array(memory, first * 4, 4);
    this.structure = new Uint8Array(memory, begin, LaneSize.structure);
    this.text = new Uint8Array(memory, begin + LaneSize.structure, LaneSize.text);
  }
}

/** The end of a lane that messages go in at. */
export class LaneSender extends Lane {
  readonly #writer = new ValueWriter(this.structure, this.text);

  /**
   * Sends a message, if the other end watches, and has got all that was posted: messages must not overtake each other.
   *
   * @param posted - messages posted beside the lane until now
   * @returns whether it is sent
   */
  send(message: unknown, posted: number): boolean {
    const { words } = this;
    if (Atomics.load(words, LaneWord.state) !== LaneState.Watched) return false;
    if (Atomics.load(words, LaneWord.received) !== posted) return false;
    if (!this.#writer.write(message)) return false;
    words[LaneWord.textSize] = this.#writer.textSize;
    // The other end may have stopped to watch in this moment.
    if (
      Atomics.compareExchange(words, LaneWord.state, LaneState.Watched, LaneState.Full) !== LaneState.Watched
    )
      return false;
    Atomics.notify(words, LaneWord.state);
    this.#writer.settle();
    return true;
  }

  /** Has a receiver that is blocked look for the messages posted beside the lane. @param posted - their number */
  interrupt(posted: number): void {
    Atomics.store(this.words, LaneWord.posted, posted);
    if (
      Atomics.compareExchange(this.words, LaneWord.state, LaneState.Watched, LaneState.Idle) ===
      LaneState.Watched
    ) {
      Atomics.notify(this.words, LaneWord.state);
    }
  }
}

/** The end of a lane that messages come out at. */
export class LaneReceiver extends Lane {
  readonly #reader = new ValueReader(this.structure, this.text);
  /** Where there is one processor the other thread cannot go on meanwhile. */
  #spinsToSkip = globalThis.navigator?.hardwareConcurrency === 1 ? Number.POSITIVE_INFINITY : 0;
  /** How many spins are left out after the next one that is in vain. */
  #penalty = 0;

  /** Tells how many messages have come beside the lane. */
  acknowledge(received: number): void {
    Atomics.store(this.words, LaneWord.received, received);
  }

  /** Whether a message lies in it. */
  get isFull(): boolean {
    return Atomics.load(this.words, LaneWord.state) === LaneState.Full;
  }

  /** Takes the message out that lies in it; the lane is not watched then. */
  take(): unknown {
    const message = this.#reader.read(this.words[LaneWord.textSize] as number);
    Atomics.store(this.words, LaneWord.state, LaneState.Idle);
    return message;
  }

  /** Lets the sender fill the lane; who calls it looks for the message before long. Does nothing where it is watched. */
  open(): void {
    Atomics.compareExchange(this.words, LaneWord.state, LaneState.Idle, LaneState.Watched);
  }

  /** Whether {@link spin} is worth its while, as messages have come of late. */
  isSpinWorthIt(): boolean {
    if (this.#spinsToSkip === 0) return true;
    this.#spinsToSkip--;
    return false;
  }

  /**
   * Looks for a message again and again, no longer than it takes to wake a thread that sleeps.
   *
   * @returns whether one lies in the lane
   */
  spin(): boolean {
    const isFull = this.#spin();
    if (isFull) this.#penalty >>= 1;
    else {
      this.#spinsToSkip = this.#penalty;
      this.#penalty = Math.min(this.#penalty * 2 + 1, MAXIMAL_PENALTY);
    }
    return isFull;
  }

  /**
   * Waits without blocking this thread.
   *
   * @returns fulfils when the lane, which has been opened, may be full; with `"ok"` as an event of its own, otherwise
   *   within this task
   */
  async wait(): Promise<string> {
    return Atomics.waitAsync(this.words, LaneWord.state, LaneState.Watched).value;
  }

  /** Has nobody wait for the lane or fill it any more. @returns whether a message lies in it */
  close(): boolean {
    const state = Atomics.compareExchange(this.words, LaneWord.state, LaneState.Watched, LaneState.Idle);
    if (state === LaneState.Watched) Atomics.notify(this.words, LaneWord.state);
    return state === LaneState.Full;
  }

  #spin(): boolean {
    const { words } = this;
    const begin = performance.now();
    for (let round = 0; round < MAXIMAL_ROUNDS; round++) {
      // The clock costs more than a look.
      for (let look = 0; look < LOOKS; look++) {
        const state = Atomics.load(words, LaneWord.state);
        if (state !== LaneState.Watched) return state === LaneState.Full;
      }
      if (performance.now() - begin >= SPIN_TIME) return false;
    }
    return false;
  }
}
