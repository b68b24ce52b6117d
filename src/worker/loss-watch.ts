import { StorageError } from "../base/index.js";

/** Milliseconds between two looks, and the longest that anybody waits for one. */
const INTERVAL = 1_000;
const PATIENCE = 500;

/**
 * Finds out that storage is gone which does not say so itself: when the storage of a site is cleared in Chromium, open
 * handles write on without an error. What is committed until the next look is lost, and said to be lost then.
 */
export class LossWatch {
  readonly #requirePresent: () => Promise<void>;
  #lookedAt = performance.now();
  #isLooking = false;
  #loss: StorageError | undefined;

  /** @param requirePresent - throws StorageError `lost` when the storage is gone */
  constructor(requirePresent: () => Promise<void>) {
    this.#requirePresent = requirePresent;
  }

  /** Whether the latest look was some time ago. */
  get isDue(): boolean {
    return performance.now() - this.#lookedAt >= INTERVAL;
  }

  /** Looks. What comes too late is known from then on. */
  async look(): Promise<void> {
    this.#lookedAt = performance.now();
    if (this.#isLooking || this.#loss !== undefined) return;
    this.#isLooking = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    await Promise.race([this.#find(), timeout]);
    clearTimeout(timer);
  }

  /** @throws StorageError `lost` when a look has found the storage gone */
  requireNoLoss(): void {
    if (this.#loss !== undefined) throw this.#loss;
  }

  async #find(): Promise<void> {
    try {
      await this.#requirePresent();
    } catch (error) {
      // Where it cannot be told, the statement that fails will say why.
      if (error instanceof StorageError && error.code === "lost") this.#loss = error;
    } finally {
      this.#isLooking = false;
    }
  }
}
