import type { EngineError } from "../base/index.js";
import type { Endpoint } from "../protocol/index.js";

/** A worker as the client needs it. */
export interface WorkerLink {
  readonly endpoint: Endpoint;
  /** Adds a listener that is told when the worker did not start, or died. */
  onFailure(listener: (error: EngineError) => void): void;
  /** Ends the worker at once. Doing it twice does nothing. */
  terminate(): void;
}
