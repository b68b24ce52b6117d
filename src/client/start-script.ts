import { isForeign, startForeignWorker, wasWorkerForbidden } from "../base/index.js";
import { loadExtras } from "./load-extras.js";

/** A worker that has been started, and its script where that is known. */
export interface StartedScript {
  readonly worker: Worker;
  readonly url: URL | undefined;
}

/**
 * Starts a module worker from where it is, also from another origin than the page's.
 *
 * @param url - its script; `undefined` for the one of this package, on the page's origin
 * @param startOwn - starts that one, in the form that bundlers look for
 * @throws what the browser throws
 */
export function startScript(url: URL | undefined, startOwn: () => Worker): StartedScript {
  if (url === undefined) return { worker: startOwn(), url };
  return { worker: isForeign(url) ? startForeignWorker(url) : new Worker(url, { type: "module" }), url };
}

/**
 * Says why a script did not load: the browser keeps it to itself, but asking for the script again tells.
 *
 * @param url - of the script, where it is known
 * @returns the second half of a sentence, "… could not be loaded"
 */
export async function explainMissingScript(url: URL | undefined): Promise<string> {
  if (url === undefined) return "could not be loaded; see the browser's console";
  return loadExtras().then(
    ({ explainScript }) => explainScript(url, () => isForeign(url) && wasWorkerForbidden()),
    () => `${url.href} could not be loaded; see the browser's console`,
  );
}
