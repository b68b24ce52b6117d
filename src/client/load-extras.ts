import { EngineError } from "../base/index.js";
import type * as extras from "./extras.js";

/** The second script. */
export type Extras = typeof extras;

let loading: Promise<Extras> | undefined;
let failures = 0;

/**
 * Loads the second script, once.
 *
 * @throws EngineError `worker` when it cannot be loaded; the next call tries again
 */
export function loadExtras(): Promise<Extras> {
  // By this very form bundlers split it off; the build makes it a file beside the first script.
  loading ??= import("./extras.js").catch(loadAnew).catch((cause: unknown) => {
    loading = undefined;
    failures++;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError("worker", `the client's second script could not be loaded: ${reason}`, { cause });
  });
  return loading;
}

/**
 * Firefox (seen in 153) remembers that a module could not be loaded for as long as the page lives. It does so by the URL, which
 * is in the message, and which only it knows once a bundler has named the file.
 *
 * @param cause - what the import has failed with
 */
function loadAnew(cause: unknown): Promise<Extras> {
  const [url] = /https?:\S+/.exec(String(cause)) ?? [];
  // Bundlers that load scripts by themselves throw other errors, and forget them.
  if (failures === 0 || url === undefined || !(cause instanceof TypeError)) throw cause;
  return import(/* webpackIgnore: true */ /* @vite-ignore */ `${url}?${failures}`);
}
