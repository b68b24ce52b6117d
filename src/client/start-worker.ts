import { EngineError, foreignScript } from "../base/index.js";
import { explainMissingScript, type StartedScript, startScript } from "./start-script.js";
import type { WorkerLink } from "./worker-link.js";

/**
 * Starts the worker.
 *
 * @param givenUrl - its script; default the one in this package
 * @param isShared - whether it is for a storage that several workers share
 * @throws EngineError `worker` when the browser refuses the script outright
 */
export function startWorker(givenUrl: URL | undefined, isShared: boolean): WorkerLink {
  const { worker, url } = start(givenUrl, isShared);
  const listeners: Parameters<WorkerLink["onFailure"]>[0][] = [];
  const fail = (error: EngineError) => {
    for (const listener of listeners) listener(error);
  };
  worker.addEventListener("error", (event) => {
    // It is reported through the promises that it rejects, not to the page as well.
    event.preventDefault();
    if (event.message) fail(scriptError(event));
    else {
      void explainMissingScript(url).then((reason) =>
        fail(new EngineError("worker", `the worker's script ${reason}`)),
      );
    }
  });
  worker.addEventListener("messageerror", () => {
    fail(new EngineError("worker", "an answer of the worker could not be read"));
  });
  return {
    endpoint: worker,
    onFailure(listener) {
      listeners.push(listener);
    },
    terminate: () => worker.terminate(),
  };
}

function start(givenUrl: URL | undefined, isShared: boolean): StartedScript {
  try {
    // Bundlers find the workers by this very form.
    return isShared
      ? startScript(
          givenUrl ?? foreignScript("../worker/opfs.js", "client"),
          () => new Worker(new URL("../worker/opfs.js", import.meta.url), { type: "module" }),
        )
      : startScript(
          givenUrl ?? foreignScript("../worker/index.js", "client"),
          () => new Worker(new URL("../worker/index.js", import.meta.url), { type: "module" }),
        );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError("worker", `the worker could not be started: ${reason}`, { cause });
  }
}

function scriptError({ message, filename, lineno, error }: ErrorEvent): EngineError {
  const place = filename ? ` (${filename}, line ${lineno})` : "";
  const options = error === undefined || error === null ? undefined : { cause: error as unknown };
  return new EngineError("worker", `the worker failed: ${message}${place}`, options);
}
