/** Messages that went between this page and its workers as events, since the count began. */
export class PostedMessages {
  requests = 0;
  answers = 0;
  readonly #known = new WeakSet<Worker>();
  readonly #stop: () => void;

  /** Begins to count, for all workers that are posted something from now on. */
  constructor() {
    const { postMessage } = Worker.prototype;
    const count = (worker: Worker) => this.#count(worker);
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      count(this);
      Reflect.apply(postMessage, this, args);
    };
    this.#stop = () => {
      Worker.prototype.postMessage = postMessage;
    };
  }

  reset(): void {
    this.requests = 0;
    this.answers = 0;
  }

  stop(): void {
    this.#stop();
  }

  #count(worker: Worker): void {
    this.requests++;
    if (this.#known.has(worker)) return;
    this.#known.add(worker);
    worker.addEventListener("message", () => this.answers++);
  }
}
