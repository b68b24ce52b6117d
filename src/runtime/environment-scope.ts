import type { ExecutionContext } from "../base/index.js";

/** The parts of a global scope that the environment report looks at; any of them may be missing. */
export type EnvironmentScope = Partial<
  Pick<
    typeof globalThis,
    "Atomics" | "SharedArrayBuffer" | "WebAssembly" | "BroadcastChannel" | "crossOriginIsolated"
  >
> & {
  readonly navigator?: {
    readonly storage?: { getDirectory?(): Promise<FileSystemDirectoryHandle> };
    readonly locks?: Pick<LockManager, "request">;
  };
  readonly process?: { readonly versions?: { readonly node?: string } };
};

const CONTEXTS: readonly (readonly [constructor: string, context: ExecutionContext])[] = [
  ["DedicatedWorkerGlobalScope", "dedicated-worker"],
  ["SharedWorkerGlobalScope", "shared-worker"],
  ["ServiceWorkerGlobalScope", "service-worker"],
  ["Window", "window"],
];

/** Names the kind of a global scope: it is an instance of the interface that only its kind exposes. */
export function executionContext(scope: EnvironmentScope): ExecutionContext {
  const members = scope as Readonly<Record<string, unknown>>;
  for (const [name, context] of CONTEXTS) {
    const scopeInterface = members[name];
    if (typeof scopeInterface === "function" && scope instanceof scopeInterface) return context;
  }
  return scope.process?.versions?.node === undefined ? "unknown" : "node";
}
