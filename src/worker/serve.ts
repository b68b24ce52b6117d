import type { Endpoint } from "../protocol/index.js";
import { Router } from "./router.js";
import type { WorkerHost } from "./worker-host.js";

/**
 * Answers the requests that arrive at an endpoint, for one database, until it is closed.
 *
 * @param endpoint - this side of the channel
 * @param host - the place that the engine runs in
 */
export function serve(endpoint: Endpoint, host: WorkerHost): void {
  new Router(endpoint, host);
}
