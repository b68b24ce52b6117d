interface Started {
  readonly worker: Worker;
  readonly url: string;
}

/** The workers that a page has started since {@link watchWorkers}, oldest first. */
let started: Started[] = [];

/** Remembers every worker that the page starts from now on: the client keeps its own to itself. */
export function watchWorkers(): void {
  if (globalThis.Worker.name === "WatchedWorker") return;
  globalThis.Worker = class WatchedWorker extends globalThis.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      started.push({ worker: this, url: String(args[0]) });
    }
  };
}

/** Terminates them, and tells the client that they have died: it would go on using them. */
export function killWorkers(): void {
  for (const { worker } of started) {
    worker.terminate();
    worker.dispatchEvent(new ErrorEvent("error", { message: "it was killed" }));
  }
  started = [];
}

/**
 * Terminates them, as the end of a tab does.
 *
 * @param part - only those in whose script's URL it is
 */
export function terminateWorkers(part = ""): void {
  for (const { worker, url } of started) if (url.includes(part)) worker.terminate();
  started = started.filter(({ url }) => !url.includes(part));
}
