import { EngineError } from "../base/index.js";
import type { WorkerLink } from "./worker-link.js";

/**
 * Starts the worker.
 *
 * @param url - its script; default the one in this package
 * @throws EngineError `worker` when the browser refuses the script outright
 */
export function startWorker(url: URL | undefined): WorkerLink {
  const worker = construct(url);
  const listeners: ((error: EngineError) => void)[] = [];
  const fail = (error: EngineError) => {
    for (const listener of listeners) listener(error);
  };
  worker.addEventListener("error", (event) => {
    // It is reported through the promises that it rejects, not to the page as well.
    event.preventDefault();
    if (event.message) fail(scriptError(event));
    else void explainMissingScript(url).then(fail);
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

function construct(url: URL | undefined): Worker {
  try {
    if (url !== undefined) return new Worker(url, { type: "module" });
    // Bundlers find the worker by this very form.
    return new Worker(new URL("../worker/index.js", import.meta.url), { type: "module" });
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

/** The browser keeps to itself why a script did not load; asking for it again tells. */
async function explainMissingScript(url: URL | undefined): Promise<EngineError> {
  if (url === undefined) {
    return new EngineError("worker", "the worker's script could not be loaded; see the browser's console");
  }
  const reason = await fetch(url).then(describeResponse, (error: unknown) => String(error));
  return new EngineError("worker", `the worker's script ${url.href} could not be loaded: ${reason}`);
}

function describeResponse(response: Response): string {
  if (!response.ok) return `HTTP status ${response.status}`;
  return `it is served as ${response.headers.get("Content-Type") ?? "no type"}, or another script that it needs is missing`;
}
