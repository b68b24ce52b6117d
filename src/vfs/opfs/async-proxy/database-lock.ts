import { type FileHold, Hold, TURN_TIME } from "../layout/index.js";
import { QueuedLock } from "./queued-lock.js";

/** What a thread asks the others for: to let it read, or to let it write. */
type Wish = "read" | "write";

/** Milliseconds between two times of asking, should a holder have missed the first. */
const ASK_INTERVAL = 100;
/** Milliseconds that a place in a queue is kept for a connection that was refused; a busy handler sleeps 100 at most. */
const PLACE_TIME = 150;
/** Milliseconds to wait for what is sure to be granted. */
const SURE_TIMEOUT = 10_000;

/**
 * SQLite's lock levels of one database file among all threads of the origin, made of three Web Locks, which the browser
 * grants in order of request and takes back from threads that die:
 *
 * - `readers`: shared for SHARED, exclusive for EXCLUSIVE. A writer that waits for it exclusively keeps new readers out,
 *   since they queue behind it: that is PENDING.
 * - `writer`: held from RESERVED on; there is one writer. RESERVED never waits for it, or two readers that both want to
 *   write would wait for each other. Whoever was refused may queue for it before it reads the next time.
 * - `reserved`: says that the writer may have a journal while others read. It is not the same as holding `writer`, which
 *   is also kept and queued for by connections that have not written: to take their word for RESERVED would make a
 *   journal that a dead thread has left look alive, and its damage would be read.
 *
 * What is got is kept after use until another thread asks over a broadcast channel. Where a file can have one handle
 * only, `readers` is always taken exclusively, so that readers take turns.
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
  /** How often others have asked since this attempt to get SHARED began. */
  #askCount = 0;
  #attempt = 0;
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
   * Gets SHARED from nothing.
   *
   * @param queuesAsWriter - waits for the writer's place first
   * @param timeout - milliseconds
   */
  async lockShared(queuesAsWriter: boolean, timeout: number): Promise<boolean> {
    this.#askCount = 0;
    this.#attempt++;
    const mode = this.#isShareable ? "shared" : "exclusive";
    if (queuesAsWriter && this.#isShareable && this.#writer.mode === undefined) {
      // Who waits for the writer's place must not keep the writer from finishing. Without it one can still read.
      void this.#readers.release();
      if (!(await this.#wait(this.#writer, "exclusive", "write", timeout))) void this.#writer.release();
    }
    if (!(await this.#wait(this.#readers, mode, "read", timeout))) return this.#keepPlace();
    return true;
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
    return this.#reserved.acquire("exclusive", SURE_TIMEOUT);
  }

  /** Goes from SHARED or RESERVED to EXCLUSIVE. When that fails, the level is what it was. */
  async lockExclusive(timeout: number): Promise<boolean> {
    const hadWriter = this.#writer.mode !== undefined;
    if (!(await this.#writer.tryAcquire())) return false;
    // Nobody can write between the two locks: that takes the writer's place.
    if (await this.#wait(this.#readers, "exclusive", "write", timeout)) {
      // Awaited, so that no sign of life of this writer outlives it together with a changed file.
      await this.#reserved.release();
      this.#hold.set(Hold.USED_EXCLUSIVE, this.#hold.isAsked);
      return true;
    }
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

  /** Waits for a lock and asks for it meanwhile. */
  async #wait(lock: QueuedLock, mode: LockMode, wish: Wish, timeout: number): Promise<boolean> {
    const deadline = performance.now() + timeout;
    for (;;) {
      const left = deadline - performance.now();
      if (lock.mode !== mode) this.#channel.postMessage(wish);
      if (await lock.acquire(mode, Math.min(left, ASK_INTERVAL))) return true;
      if (left <= ASK_INTERVAL) return false;
    }
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

  /** Has a refused connection find its place in the queue, or the lock, when it comes back soon. */
  #keepPlace(): false {
    const attempt = this.#attempt;
    setTimeout(() => {
      if (attempt === this.#attempt) this.release();
    }, PLACE_TIME);
    return false;
  }

  /** Shares `readers` where nobody can write: the writer's place is taken by this thread. */
  async #share(): Promise<void> {
    if (await this.#readers.acquire("shared", SURE_TIMEOUT)) return;
    throw new DOMException("the browser does not grant a lock that is free", "TimeoutError");
  }
}
