/** The workers that a page has started since {@link watchWorkers}, oldest first. */
const workers: Worker[] = [];

/** Remembers every worker that the page starts from now on: the client keeps its own to itself. */
export function watchWorkers(): void {
  if (globalThis.Worker.name === "WatchedWorker") return;
  globalThis.Worker = class WatchedWorker extends globalThis.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  };
}

/** Terminates all of them, as the end of a tab does. */
export function terminateWorkers(): void {
  for (const worker of workers.splice(0)) worker.terminate();
}
