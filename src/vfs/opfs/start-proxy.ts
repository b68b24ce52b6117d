import { StorageError } from "../../base/index.js";
import type { FromProxy, ToProxy } from "./layout/index.js";

/**
 * Starts the proxy worker.
 *
 * @param url - its script; default the one in this package
 * @param timeout - milliseconds to wait until it is ready
 * @throws StorageError `failed` when it does not start, with what it says
 */
export function startProxy(message: ToProxy, timeout: number, url?: string | URL): Promise<Worker> {
  const worker =
    url === undefined
      ? new Worker(new URL("./async-proxy/index.js", import.meta.url), { type: "module" })
      : new Worker(url, { type: "module" });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      worker.terminate();
      reject(new StorageError("failed", `the storage proxy did not start: ${reason}`));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeout} ms`), timeout);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail(event.message || "its script could not be loaded");
    });
    worker.addEventListener("message", ({ data }: MessageEvent<FromProxy>) => {
      if (data.type === "failed") return fail(data.message);
      clearTimeout(timer);
      resolve(worker);
    });
    worker.postMessage(message);
  });
}
