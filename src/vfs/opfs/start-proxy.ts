import {
  FORBIDDEN_WORKER,
  foreignScript,
  isForeign,
  startForeignWorker,
  wasWorkerForbidden,
} from "../../base/index.js";
import { storageFailure } from "../storage-failure.js";
import type { FromProxy, ProxyEndpoint, ToProxy } from "./layout/index.js";

/** Milliseconds in which a proxy that was told to end has ended. */
const END_TIMEOUT = 500;

/** The proxy as SQLite's thread sees it. */
export interface ProxyLink {
  /** Ends a proxy that does not answer, or has been told to end. */
  abandon(): void;
}

/** Where the proxy is: not started yet, or at the other end of a port. */
export type ProxyPlace = { readonly port: MessagePort } | { readonly url: string | URL | undefined };

/**
 * Gets the proxy worker ready, starting it where nobody has.
 *
 * @param timeout - milliseconds to wait until it is ready
 * @param onEnd - called with the reason when it ends later on by an error of its own
 * @throws StorageError `unsupported` when the browser keeps it from the storage, as in some private windows; `failed`
 *   when it does not start for another reason, with what it says
 */
export async function startProxy(
  message: Omit<ToProxy, "ownerLock">,
  timeout: number,
  place: ProxyPlace,
  onEnd: (reason: string) => void,
): Promise<ProxyLink> {
  const ownerLock = `web-sqlite opfs owner ${crypto.randomUUID()}`;
  const release = await hold(ownerLock);
  const { endpoint, end, onError } = "port" in place ? adopt(place.port) : start(place.url);
  const link: ProxyLink = {
    abandon() {
      release();
      end();
    },
  };
  return new Promise((resolve, reject) => {
    let isReady = false;
    const fail = (reason: string, name = "") => {
      if (isReady) return onEnd(reason);
      clearTimeout(timer);
      link.abandon();
      reject(storageFailure(new DOMException(reason, name), "the start of the storage proxy"));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeout} ms`), timeout);
    onError(fail);
    endpoint.addEventListener("message", ({ data }: MessageEvent<FromProxy>) => {
      if (data.type === "failed") return fail(`${data.name}: ${data.message}`, data.name);
      clearTimeout(timer);
      isReady = true;
      resolve(link);
    });
    endpoint.start?.();
    endpoint.postMessage({ ...message, ownerLock });
  });
}

interface Started {
  readonly endpoint: ProxyEndpoint;
  end(): void;
  onError(listener: (reason: string) => void): void;
}

/** Folders of the published package that have a proxy's script beside this one. */
const FOLDERS = ["sqlite3", "worker"];

function start(given: string | URL | undefined): Started {
  const worker = startScript(given);
  return {
    endpoint: worker,
    // Never in the middle of its own event: Firefox (seen in 153) does not survive that.
    end: () => void setTimeout(() => worker.terminate(), END_TIMEOUT),
    onError(listener) {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        if (event.message) return listener(event.message);
        // Whether a policy forbids it is told about now.
        setTimeout(() =>
          listener(`its script ${wasWorkerForbidden() ? FORBIDDEN_WORKER : "could not be loaded"}`),
        );
      });
    },
  };
}

function startScript(given: string | URL | undefined): Worker {
  const url =
    given === undefined
      ? FOLDERS.map((folder) => foreignScript("./async-proxy/index.js", folder)).find((found) => found)
      : new URL(given, globalThis.location.href);
  if (url === undefined) {
    // Bundlers find the proxy by this very form.
    return new Worker(new URL("./async-proxy/index.js", import.meta.url), { type: "module" });
  }
  return isForeign(url) ? startForeignWorker(url) : new Worker(url, { type: "module" });
}

/** Whoever has started the proxy hears of its errors; it ends by the owner's lock. */
function adopt(port: MessagePort): Started {
  return { endpoint: port, end: () => port.close(), onError: () => {} };
}

/** Takes a Web Lock for as long as this thread lives. Returns what lets it go earlier. */
function hold(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(name, held).catch(reject);
  });
}
