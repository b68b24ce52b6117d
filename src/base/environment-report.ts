/** Whether something works here and, where it does not, why; the reason is a sentence for people. */
export type Capability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string };

/** The kind of global scope that code runs in. */
export type ExecutionContext =
  | "window"
  | "dedicated-worker"
  | "shared-worker"
  | "service-worker"
  | "node"
  | "unknown";

/** What the place that the engine runs in offers, each item tried out. Plain data: it survives `postMessage`. */
export interface EnvironmentReport {
  readonly context: ExecutionContext;
  /** The page was served with COOP and COEP headers. */
  readonly crossOriginIsolated: Capability;
  /** Memory that threads share. */
  readonly sharedArrayBuffer: Capability;
  /** Blocking until another thread notifies. */
  readonly atomicsWait: Capability;
  /** A promise for another thread's notification. */
  readonly atomicsWaitAsync: Capability;
  /** The Origin Private File System. */
  readonly opfs: Capability;
  /** Synchronous access to files of the Origin Private File System. */
  readonly syncAccessHandles: Capability;
  /** Wasm that waits for promises: `WebAssembly.Suspending` and `WebAssembly.promising`. */
  readonly jspi: Capability;
  readonly webLocks: Capability;
  readonly broadcastChannel: Capability;
}
