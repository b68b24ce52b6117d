import type { StepName } from "./pool-steps.js";

/** A worker that does steps of `pool-steps.ts`. */
export class PoolWorker {
  readonly #worker = new Worker(new URL("./pool-worker-entry.ts", import.meta.url), { type: "module" });

  /**
   * Does one step there.
   * @throws what the step threw: `name`, `message` and `code`
   */
  run(name: StepName, ...args: (string | number)[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => ("error" in data ? reject(data.error) : resolve(data.result));
      this.#worker.onerror = (event) => reject(new Error(event.message));
      this.#worker.postMessage({ name, args });
    });
  }

  terminate(): void {
    this.#worker.terminate();
  }
}
