/** Entry of the worker that the client starts: one worker serves one database. */
import type { Endpoint } from "../protocol/index.js";
import { serve } from "./serve.js";
import { dedicatedWorkerHost } from "./worker-host.js";

// TypeScript's `dom` library knows the global scope of a window only.
const scope = globalThis as unknown as Endpoint & { close(): void };

serve(
  scope,
  dedicatedWorkerHost(() => scope.close()),
);
