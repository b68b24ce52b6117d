interface LockRequest {
  readonly name: string;
  readonly mode: LockMode;
  grant(): void;
}

/**
 * Web Locks of one thread that nobody else shares them with: granted in order of request.
 *
 * @see https://w3c.github.io/web-locks/
 */
export class MemoryLocks {
  readonly #held = new Set<LockRequest>();
  readonly #waiting = new Set<LockRequest>();

  request(
    name: string,
    options: LockOptions,
    callback: (lock: Lock | null) => Promise<unknown> | undefined,
  ): Promise<unknown> {
    const { mode = "exclusive", ifAvailable = false, signal } = options;
    return new Promise((resolve, reject) => {
      const request: LockRequest = {
        name,
        mode,
        grant: () => {
          this.#held.add(request);
          const released = Promise.resolve(callback({ name, mode }));
          released.then(resolve, reject).finally(() => {
            this.#held.delete(request);
            this.#grantNext(name);
          });
        },
      };
      if (ifAvailable && !this.#isFree(request)) {
        resolve(callback(null));
        return;
      }
      this.#waiting.add(request);
      signal?.addEventListener("abort", () => {
        if (!this.#waiting.delete(request)) return;
        reject(signal.reason);
        this.#grantNext(name);
      });
      this.#grantNext(name);
    });
  }

  async query(): Promise<LockManagerSnapshot> {
    const info = (locks: Set<LockRequest>) => Array.from(locks, ({ name, mode }) => ({ name, mode }));
    return { held: info(this.#held), pending: info(this.#waiting) };
  }

  #grantNext(name: string): void {
    for (const request of this.#waiting) {
      if (request.name !== name) continue;
      if (!this.#isFree(request)) return;
      this.#waiting.delete(request);
      request.grant();
    }
  }

  /** Whether nobody holds the lock, or waits for it before this request, so that both could not have it. */
  #isFree({ name, mode }: LockRequest): boolean {
    const excludes = (other: LockRequest) =>
      other.name === name && (mode === "exclusive" || other.mode === "exclusive");
    for (const other of this.#held) if (excludes(other)) return false;
    return true;
  }
}
