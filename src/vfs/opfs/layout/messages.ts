import type { SharedBuffers } from "./shared-memory.js";

/** How the proxy works. */
export interface ProxyOptions {
  /** Milliseconds that a lock operation waits for other threads before it refuses. */
  readonly lockTimeout: number;
  /** Milliseconds after which an idle proxy looks around. */
  readonly idleTime: number;
}

/** What SQLite's thread tells the proxy, once. */
export interface ToProxy {
  readonly buffers: SharedBuffers;
  readonly options: ProxyOptions;
  /**
   * Web Lock that SQLite's thread holds while it lives. The proxy waits for it, and ends when it gets it: a worker that
   * is no child of SQLite's thread does not end with it.
   */
  readonly ownerLock: string;
}

/** One side of the channel between SQLite's thread and the proxy: a worker, its global scope, or a port. */
export interface ProxyEndpoint {
  postMessage(message: ToProxy | FromProxy): void;
  addEventListener(
    type: "message",
    listener: (event: MessageEvent) => void,
    options?: { once: boolean },
  ): void;
  /** Ports deliver nothing before. */
  start?(): void;
}

/** What comes before {@link ToProxy} where another thread has started the proxy: the port that leads to SQLite's thread. */
export interface Introduction {
  readonly port: MessagePort;
}

/** The one message from the proxy: it waits for operations, or why it cannot. */
export type FromProxy =
  | { readonly type: "ready" }
  | {
      readonly type: "failed";
      /** Of the error, for example `"SecurityError"`. */
      readonly name: string;
      readonly message: string;
    };
