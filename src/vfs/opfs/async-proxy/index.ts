import type { Introduction, ProxyEndpoint, ToProxy } from "../layout/index.js";
import { AsyncProxy } from "./async-proxy.js";

/**
 * Entry of the worker that waits for the Origin Private File System so that SQLite's thread need not. It is started by
 * SQLite's thread, or by the page, which then hands over the port to SQLite's thread first.
 */
function listen(endpoint: ProxyEndpoint): void {
  endpoint.addEventListener(
    "message",
    async ({ data }: MessageEvent<ToProxy | Introduction>) => {
      if ("port" in data) return listen(data.port);
      try {
        const proxy = await AsyncProxy.create(data);
        void navigator.locks.request(data.ownerLock, () => self.close());
        endpoint.postMessage({ type: "ready" });
        await proxy.serve();
        self.close();
      } catch (error) {
        const { name = "Error", message = String(error) } = Object(error) as Partial<Error>;
        endpoint.postMessage({ type: "failed", name, message });
      }
    },
    { once: true },
  );
  endpoint.start?.();
}

// TypeScript's `dom` library knows the global scope of a window only.
listen(self as unknown as ProxyEndpoint);
