import { foreignScript, StorageError } from "../base/index.js";
import { explainMissingScript, type StartedScript, startScript } from "./start-script.js";
import type { WorkerLink } from "./worker-link.js";

/**
 * Starts the storage proxy of a worker, joined to it by a port. The page starts both, since Firefox (seen in 153) hangs
 * now and then when a worker starts a worker.
 *
 * @param worker - has been started, and is terminated when the proxy cannot be
 * @param givenUrl - the proxy's script; default the one in this package
 * @returns both of them
 * @throws StorageError `failed` when the browser refuses the script outright
 */
export function startProxy(worker: WorkerLink, givenUrl: URL | undefined): WorkerLink {
  const { port1, port2 } = new MessageChannel();
  let started: StartedScript;
  try {
    started = start(givenUrl);
  } catch (cause) {
    worker.terminate();
    throw failed(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const { worker: proxy, url } = started;
  proxy.postMessage({ port: port1 }, [port1]);
  return {
    endpoint: worker.endpoint,
    proxyPort: port2,
    onFailure(listener) {
      worker.onFailure(listener);
      proxy.addEventListener("error", (event) => {
        // It is reported through the promises that it rejects, not to the page as well.
        event.preventDefault();
        if (event.message) listener(failed(event.message));
        else void explainMissingScript(url).then((reason) => listener(failed(`its script ${reason}`)));
      });
    },
    terminate() {
      worker.terminate();
      proxy.terminate();
    },
  };
}

function start(givenUrl: URL | undefined): StartedScript {
  const url = givenUrl ?? foreignScript("../worker/async-proxy/index.js", "client");
  // Bundlers find the proxy by this very form; the build puts it beside the worker.
  return startScript(
    url,
    () => new Worker(new URL("../worker/async-proxy/index.js", import.meta.url), { type: "module" }),
  );
}

function failed(reason: string, options?: ErrorOptions): StorageError {
  return new StorageError("failed", `the storage proxy does not work: ${reason}`, options);
}
