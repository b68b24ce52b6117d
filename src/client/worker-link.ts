import type { EngineError, StorageError } from "../base/index.js";
import type { Endpoint } from "../protocol/index.js";

/** A worker as the client needs it, with the storage proxy beside it where it has one. */
export interface WorkerLink {
  readonly endpoint: Endpoint;
  /** For the worker: leads to its proxy. */
  readonly proxyPort?: MessagePort;
  /** Adds a listener that is told when one of them did not start, or died. */
  onFailure(listener: (error: EngineError | StorageError) => void): void;
  /** Ends them at once. Doing it twice does nothing. */
  terminate(): void;
}
