import type { ChangeEvent } from "../protocol/index.js";

/** Hears what is committed. */
export type ChangeListener = (event: ChangeEvent) => void;

/** Who wants to hear of changes. The worker is asked to tell of them as long as there is anybody. */
export class ChangeListeners {
  readonly #watch: (on: boolean) => Promise<unknown>;
  readonly #listeners = new Set<{ readonly listener: ChangeListener }>();

  /** @param watch - asks the worker to begin or to stop */
  constructor(watch: (on: boolean) => Promise<unknown>) {
    this.#watch = watch;
  }

  /** Adds a listener. @returns what removes it */
  add(listener: ChangeListener, signal: AbortSignal | undefined): () => void {
    if (signal?.aborted) return () => {};
    const entry = { listener };
    this.#listeners.add(entry);
    if (this.#listeners.size === 1) void this.#watch(true);
    const remove = () => {
      signal?.removeEventListener("abort", remove);
      if (this.#listeners.delete(entry) && this.#listeners.size === 0) void this.#watch(false);
    };
    signal?.addEventListener("abort", remove, { once: true });
    return remove;
  }

  /** Tells everybody. What a listener throws is reported as an uncaught error is, and keeps no other from hearing. */
  hear(event: ChangeEvent): void {
    for (const { listener } of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
