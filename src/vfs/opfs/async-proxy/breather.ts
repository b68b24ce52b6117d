/** Milliseconds that the event loop may be kept waiting. */
const INTERVAL = 5;

/** Lets the event loop have its turn, so that messages and locks arrive; a timer would be slowed down by browsers. */
export class Breather {
  readonly #channel = new MessageChannel();
  #last = performance.now();

  /** Whether the event loop has waited long enough. */
  get isDue(): boolean {
    return performance.now() - this.#last > INTERVAL;
  }

  /** Comes back when the event loop has had a turn. */
  breathe(): Promise<void> {
    return new Promise((resolve) => {
      this.#channel.port1.onmessage = () => {
        this.#last = performance.now();
        resolve();
      };
      this.#channel.port2.postMessage(null);
    });
  }
}
