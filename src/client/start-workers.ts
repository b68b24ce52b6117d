import type { CheckedOptions } from "./open-options.js";
import { startProxy } from "./start-proxy.js";
import { startWorker } from "./start-worker.js";
import type { WorkerLink } from "./worker-link.js";

/** Starts the worker of a database, and the proxy beside it where its storage needs one. @throws EngineError, StorageError */
export function startWorkers({ payload, workerUrl, proxyUrl }: CheckedOptions): WorkerLink {
  const isShared = payload.storage === "opfs";
  const worker = startWorker(workerUrl, isShared);
  return isShared ? startProxy(worker, proxyUrl) : worker;
}
