interface Entry {
  readonly mode: LockMode;
  /** Resolves when the lock is held (`true`), or will never be (`false`). */
  readonly settled: Promise<boolean>;
  /** Resolves when the lock has been let go, or was not got. */
  readonly released: Promise<void>;
  readonly abort: AbortController;
  isHeld: boolean;
  /** A request that cannot be taken back lets the lock go as soon as it is granted. */
  isWanted: boolean;
  end(): void;
}

/**
 * One Web Lock as one holder sees it. A request keeps its place in the browser's queue until it is granted or released.
 *
 * @see https://w3c.github.io/web-locks/
 */
export class QueuedLock {
  readonly #name: string;
  readonly #canAbort: boolean;
  #entry: Entry | undefined;

  /**
   * @param name - of the lock, the same for all threads of the origin
   * @param canAbort - whether requests may be aborted. Firefox (seen in 153) ends the whole page process when a worker
   *   dies that has ever aborted one; without, a request given up waits in the queue for its turn to pass
   */
  constructor(name: string, canAbort: boolean) {
    this.#name = name;
    this.#canAbort = canAbort;
  }

  /** How the lock is held; `undefined` while it is not, or not yet. */
  get mode(): LockMode | undefined {
    return this.#entry?.isHeld ? this.#entry.mode : undefined;
  }

  /**
   * Gets the lock, giving up one of the other mode first: there is no way to change it. A request that waits already
   * goes on waiting where it is.
   *
   * @returns resolves to `true` when it is held, to `false` when it has been released before that
   */
  acquire(mode: LockMode): Promise<boolean> {
    if (this.#entry?.mode !== mode) {
      void this.release();
      this.#entry = this.#request(mode, false);
    }
    this.#entry.isWanted = true;
    return this.#entry.settled;
  }

  /** Gets the lock exclusively if nobody holds it or waits for it. Returns whether it is held. */
  async tryAcquire(): Promise<boolean> {
    if (this.mode === "exclusive") return true;
    void this.release();
    const entry = this.#request("exclusive", true);
    if (!(await entry.settled)) return false;
    this.#entry = entry;
    return true;
  }

  /** Lets the lock go, or leaves the queue. The promise resolves when all threads can know. */
  release(): Promise<void> {
    const entry = this.#entry;
    if (entry === undefined) return Promise.resolve();
    entry.isWanted = false;
    if (!entry.isHeld && !this.#canAbort) return Promise.resolve();
    this.#entry = undefined;
    if (entry.isHeld) entry.end();
    else entry.abort.abort();
    return entry.released;
  }

  /** Whether anybody in this origin holds the lock. */
  async isHeldByAnyone(): Promise<boolean> {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === this.#name);
  }

  #request(mode: LockMode, ifAvailable: boolean): Entry {
    const abort = new AbortController();
    // The two ways of a request exclude each other in the API.
    const options: LockOptions =
      ifAvailable || !this.#canAbort ? { mode, ifAvailable } : { mode, signal: abort.signal };
    const { promise: settled, resolve: settle, reject } = Promise.withResolvers<boolean>();
    const entry = { mode, abort, settled, isHeld: false, isWanted: true, end: () => {} };
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      // A lock may be granted while its request is being aborted.
      if (lock === null || !entry.isWanted) {
        if (this.#entry?.settled === settled) this.#entry = undefined;
        settle(false);
        return undefined;
      }
      entry.isHeld = true;
      settle(true);
      return new Promise((end) => {
        entry.end = end;
      });
    };
    const released = navigator.locks.request(this.#name, options, hold).catch((error: unknown) => {
      if (abort.signal.aborted) settle(false);
      else reject(error);
    });
    return Object.assign(entry, { released });
  }
}
