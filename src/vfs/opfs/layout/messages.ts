import type { SharedBuffers } from "./shared-memory.js";

/** How the proxy works. */
export interface ProxyOptions {
  /** Milliseconds that a lock operation waits for other threads before it refuses. */
  readonly lockTimeout: number;
  /** Milliseconds after which an idle proxy looks around. */
  readonly idleTime: number;
}

/** The one message to the proxy. */
export interface ToProxy {
  readonly buffers: SharedBuffers;
  readonly options: ProxyOptions;
}

/** The one message from the proxy: it waits for operations, or why it cannot. */
export type FromProxy = { readonly type: "ready" } | { readonly type: "failed"; readonly message: string };
