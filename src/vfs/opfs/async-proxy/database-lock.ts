import { type FileHold, Hold, Intent, TURN_TIME } from "../layout/index.js";
import { QueuedLock } from "./queued-lock.js";

/** What a thread asks the others for: to let it read, or to let it write. */
type Wish = "read" | "write";

/** A thread on its way to SHARED. */
class Attempt {
  readonly isWriter: boolean;
  isGivenUp = false;
  /** Resolves when SHARED is got (`true`), or will not be (`false`). */
  done = Promise.resolve(false);

  constructor(isWriter: boolean) {
    this.isWriter = isWriter;
  }
}

/**
 * Milliseconds between two times of asking. Once should do: who holds the lock when the wish is uttered hears it, and so
 * do all who wait already and hold it later, before the one that wishes.
 */
const ASK_INTERVAL = 1_000;
/** Milliseconds that a place in a queue is kept for a connection that was refused; a busy handler sleeps 100 at most. */
const PLACE_TIME = 150;
/**
 * Milliseconds to wait when a connection comes back while its place is kept: the time between has been waited in
 * xSleep, and only that time counts for SQLite's busy timeout.
 */
const RETRY_TIMEOUT = 10;
/** Milliseconds to wait for what is sure to be granted. */
const SURE_TIMEOUT = 10_000;

/**
 * SQLite's lock levels of one database file among all threads of the origin, made of three Web Locks, which the browser
 * grants in order of request and takes back from threads that die:
 *
 * - `readers`: shared for SHARED, exclusive for EXCLUSIVE. A writer that waits for it exclusively keeps new readers out,
 *   since they queue behind it: that is PENDING.
 * - `writer`: held from RESERVED on, and by all who wait for `readers` exclusively; there is one writer. RESERVED never
 *   waits for it, or two readers that both want to write would wait for each other. Who is known or expected to write
 *   gets both locks before it reads: from then on it needs no other.
 * - `reserved`: says that the writer may have a journal while others read. It is not the same as holding `writer`, which
 *   is also kept and queued for by connections that have not written: to take their word for RESERVED would make a
 *   journal that a dead thread has left look alive, and its damage would be read.
 *
 * What is got is kept after use until another thread asks over a broadcast channel and the holder's turn is over. Where
 * a file can have one handle only, `readers` is always taken exclusively, so that readers take turns.
 *
 * @see https://www.sqlite.org/lockingv3.html
 */
export class DatabaseLock {
  readonly #hold: FileHold;
  readonly #isShareable: boolean;
  readonly #readers: QueuedLock;
  readonly #writer: QueuedLock;
  readonly #reserved: QueuedLock;
  readonly #channel: BroadcastChannel;
  readonly #onRelease: () => void;
  /** How often others have asked since the attempt to get SHARED began. */
  #askCount = 0;
  #attempt: Attempt | undefined;
  #asking: ReturnType<typeof setInterval> | undefined;
  /** Set while a place is kept for a connection that was refused. */
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #refusedExclusiveAt = Number.NEGATIVE_INFINITY;
  /** When SHARED was got. */
  #gotAt = 0;
  #turn: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param isShareable - whether several threads may have the file open at once
   * @param onRelease - called when the file may no longer be touched, before others may
   */
  constructor(path: string, hold: FileHold, isShareable: boolean, onRelease: () => void) {
    this.#hold = hold;
    this.#isShareable = isShareable;
    this.#onRelease = onRelease;
    const name = (part: string) => `web-sqlite opfs ${part} ${path}`;
    this.#readers = new QueuedLock(name("readers"), isShareable);
    this.#writer = new QueuedLock(name("writer"), isShareable);
    this.#reserved = new QueuedLock(name("reserved"), isShareable);
    this.#channel = new BroadcastChannel(name("wishes"));
    this.#channel.addEventListener("message", ({ data }: MessageEvent<Wish>) => this.#hear(data));
  }

  /** Whether a connection uses the file at this moment. */
  get isUsed(): boolean {
    const { state } = this.#hold;
    return state === Hold.USED_SHARED || state === Hold.USED_EXCLUSIVE;
  }

  /**
   * Gets SHARED from nothing. A thread that is refused keeps its place for a moment, and gets on meanwhile.
   *
   * @param intent - what it will do; a writer gets EXCLUSIVE at once
   * @param timeout - milliseconds to wait
   */
  async lockShared(intent: Intent, timeout: number): Promise<boolean> {
    const patience = this.#leaving === undefined ? timeout : Math.min(timeout, RETRY_TIMEOUT);
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    if (await this.#try(intent !== Intent.READ && this.#isShareable, patience)) return true;
    // Others may write for long while one can still read.
    if (intent === Intent.MAY_WRITE && this.#isShareable && (await this.#try(false, patience))) return true;
    this.#leaving = setTimeout(() => this.release(), PLACE_TIME);
    return false;
  }

  /** Resolves when an attempt to get SHARED that was refused has got it after all; `undefined` where there is none. */
  get pending(): Promise<boolean> | undefined {
    return this.#leaving === undefined ? undefined : this.#attempt?.done;
  }

  /** Says to SQLite's side that SHARED is got and the file ready. */
  use(): void {
    this.#gotAt = performance.now();
    if (this.#askCount > 0) this.#endTurn();
    const state = this.#readers.mode === "exclusive" ? Hold.USED_EXCLUSIVE : Hold.USED_SHARED;
    this.#hold.set(state, this.#askCount > 0);
  }

  /** Keeps others from writing, from whatever is held, if that takes no waiting. Returns whether it does. */
  tryAlone(): Promise<boolean> {
    return (this.#isShareable ? this.#writer : this.#readers).tryAcquire();
  }

  /** Goes from SHARED to RESERVED, without waiting. */
  async lockReserved(): Promise<boolean> {
    if (!(await this.#writer.tryAcquire())) return false;
    return within(SURE_TIMEOUT, this.#reserved.acquire("exclusive"));
  }

  /** Goes from SHARED or RESERVED to EXCLUSIVE. When that fails, the level is what it was. */
  async lockExclusive(timeout: number): Promise<boolean> {
    const hadWriter = this.#writer.mode !== undefined;
    if (!(await this.#writer.tryAcquire())) return false;
    const isRetry = performance.now() - this.#refusedExclusiveAt < PLACE_TIME;
    // Nobody can write between the two locks: that takes the writer's place.
    this.#ask("write");
    const granted = this.#readers.acquire("exclusive");
    const isGranted = await within(isRetry ? RETRY_TIMEOUT : timeout, granted);
    clearInterval(this.#asking);
    if (isGranted) {
      // Awaited, so that no sign of life of this writer outlives it together with a changed file.
      await this.#reserved.release();
      this.#hold.set(Hold.USED_EXCLUSIVE, this.#hold.isAsked);
      return true;
    }
    this.#refusedExclusiveAt = performance.now();
    await this.#share();
    if (!hadWriter) await this.#writer.release();
    return false;
  }

  /** Goes down to SHARED, so that others may read and write. */
  async lowerToShared(): Promise<void> {
    if (this.#isShareable) {
      await this.#share();
      this.#hold.set(Hold.USED_SHARED, this.#hold.isAsked);
    }
    await Promise.all([this.#reserved.release(), this.#writer.release()]);
  }

  /** Lets everything go. */
  release(): void {
    clearTimeout(this.#leaving);
    clearTimeout(this.#turn);
    this.#leaving = undefined;
    this.#giveUpAttempt();
    this.#hold.set(Hold.NONE, false);
    this.#onRelease();
    void this.#reserved.release();
    void this.#writer.release();
    void this.#readers.release();
  }

  /** Whether a connection of another thread has RESERVED. To be asked while holding SHARED. */
  isReserved(): Promise<boolean> {
    return this.#reserved.isHeldByAnyone();
  }

  /** Lets everything go for good. */
  close(): void {
    this.release();
    this.#channel.close();
  }

  /** Waits for an attempt to get SHARED, which it begins where there is none of that kind. */
  #try(isWriter: boolean, timeout: number): Promise<boolean> {
    if (this.#attempt?.isWriter !== isWriter) {
      if (this.#attempt !== undefined) this.release();
      this.#askCount = 0;
      this.#attempt = new Attempt(isWriter);
      this.#attempt.done = this.#obtain(this.#attempt);
    }
    return within(timeout, this.#attempt.done);
  }

  async #obtain(attempt: Attempt): Promise<boolean> {
    const { isWriter } = attempt;
    this.#ask(isWriter ? "write" : "read");
    if (isWriter && !(await this.#writer.acquire("exclusive"))) return false;
    if (attempt.isGivenUp) return false;
    const isGot = await this.#readers.acquire(isWriter || !this.#isShareable ? "exclusive" : "shared");
    if (isGot) clearInterval(this.#asking);
    return isGot;
  }

  #giveUpAttempt(): void {
    clearInterval(this.#asking);
    if (this.#attempt !== undefined) this.#attempt.isGivenUp = true;
    this.#attempt = undefined;
  }

  /** Asks the others to give up what they keep, until the interval is cleared. */
  #ask(wish: Wish): void {
    clearInterval(this.#asking);
    this.#channel.postMessage(wish);
    this.#asking = setInterval(() => this.#channel.postMessage(wish), ASK_INTERVAL);
  }

  #hear(wish: Wish): void {
    if (wish === "read" && this.#isShareable && this.#readers.mode === "shared") return;
    this.#askCount++;
    this.#hold.ask();
    this.#endTurn();
  }

  /** Gives up what is kept, when its turn is over; what is used then is given up by SQLite's side. */
  #endTurn(): void {
    clearTimeout(this.#turn);
    const left = this.#gotAt + TURN_TIME - performance.now();
    if (left > 0) this.#turn = setTimeout(() => this.#endTurn(), left);
    else if (this.#hold.giveUp()) this.release();
  }

  /** Shares `readers` where nobody can write: the writer's place is taken by this thread. */
  async #share(): Promise<void> {
    if (await within(SURE_TIMEOUT, this.#readers.acquire("shared"))) return;
    throw new DOMException("the browser does not grant a lock that is free", "TimeoutError");
  }
}

/** Waits for what a promise resolves to, `false` when that takes longer than `timeout` milliseconds. */
async function within(timeout: number, promise: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, timeout, false);
  });
  const isInTime = await Promise.race([promise, late]);
  clearTimeout(timer);
  return isInTime;
}
