import type { Endpoint } from "../protocol/index.js";
import { serve } from "./serve.js";
import { dedicatedWorkerHost, type WorkerHost } from "./worker-host.js";

/**
 * Serves the page that has started this dedicated worker.
 *
 * @param storages - the storage that the worker's script is for
 */
export function serveScope(storages: Pick<WorkerHost, "openStorage" | "openPool">): void {
  // TypeScript's `dom` library knows the global scope of a window only.
  const scope = globalThis as unknown as Endpoint & { close(): void };
  serve(
    scope,
    dedicatedWorkerHost(storages, () => scope.close()),
  );
}
