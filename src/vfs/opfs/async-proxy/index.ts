import type { FromProxy, ToProxy } from "../layout/index.js";
import { AsyncProxy } from "./async-proxy.js";

/** Entry of the worker that waits for the Origin Private File System so that SQLite's thread need not. */
self.addEventListener(
  "message",
  async ({ data }: MessageEvent<ToProxy>) => {
    try {
      const proxy = await AsyncProxy.create(data);
      self.postMessage({ type: "ready" } satisfies FromProxy);
      await proxy.serve();
    } catch (error) {
      self.postMessage({ type: "failed", message: String(error) } satisfies FromProxy);
    }
  },
  { once: true },
);
