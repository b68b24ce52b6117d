import { EngineError } from "../base/index.js";
import type * as extras from "./extras.js";

/** The second script. */
export type Extras = typeof extras;

let loading: Promise<Extras> | undefined;

/**
 * Loads the second script, once.
 *
 * @throws EngineError `worker` when it cannot be loaded; the next call tries again
 */
export function loadExtras(): Promise<Extras> {
  // By this very form bundlers split it off; the build makes it a file beside the first script.
  loading ??= import("./extras.js").catch((cause: unknown) => {
    loading = undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError("worker", `the client's second script could not be loaded: ${reason}`, { cause });
  });
  return loading;
}
