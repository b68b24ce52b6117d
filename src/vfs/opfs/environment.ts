import { StorageError } from "../../base/index.js";

/** The parts of a global scope that are looked at; any may be missing. */
export interface OpfsScope {
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: unknown;
  readonly Atomics?: { readonly waitAsync?: unknown };
  readonly DedicatedWorkerGlobalScope?: unknown;
  readonly FileSystemSyncAccessHandle?: unknown;
  readonly BroadcastChannel?: unknown;
  readonly Worker?: unknown;
  readonly navigator?: { readonly storage?: { readonly getDirectory?: unknown }; readonly locks?: unknown };
}

const NOT_ISOLATED = "the page is not cross-origin isolated; it needs COOP and COEP headers";

/** Reasons why the VFS cannot work, in the order in which they are worth telling. */
const REQUIREMENTS: readonly (readonly [reason: string, isMet: (scope: OpfsScope) => boolean])[] = [
  [NOT_ISOLATED, (scope) => scope.crossOriginIsolated === true],
  ["SharedArrayBuffer is missing", (scope) => scope.SharedArrayBuffer !== undefined],
  ["Atomics.waitAsync is missing", (scope) => scope.Atomics?.waitAsync !== undefined],
  [
    "only a dedicated worker may block: Atomics.wait is not allowed on this thread",
    (scope) => scope.DedicatedWorkerGlobalScope !== undefined,
  ],
  [
    "the Origin Private File System is missing; it needs HTTPS or localhost",
    (scope) => scope.navigator?.storage?.getDirectory !== undefined,
  ],
  ["synchronous access handles are missing", (scope) => scope.FileSystemSyncAccessHandle !== undefined],
  ["Web Locks are missing", (scope) => scope.navigator?.locks !== undefined],
  ["BroadcastChannel is missing", (scope) => scope.BroadcastChannel !== undefined],
  ["a worker cannot start workers here", (scope) => scope.Worker !== undefined],
];

/** Finds out what the VFS lacks in a scope: a sentence for each thing; empty where it can work. */
export function missingForOpfs(scope: OpfsScope): string[] {
  return REQUIREMENTS.filter(([, isMet]) => !isMet(scope)).map(([reason]) => reason);
}

/**
 * Checks that the VFS can work in a scope.
 *
 * @param isDisabled - whether it must not
 * @throws StorageError `not-isolated` or `unsupported`, its message the reasons
 */
export function requireEnvironment(scope: OpfsScope, isDisabled: boolean): void {
  const reasons = isDisabled ? ["it is disabled by an option or URL parameter"] : missingForOpfs(scope);
  if (reasons.length === 0) return;
  const code = reasons.includes(NOT_ISOLATED) ? "not-isolated" : "unsupported";
  throw new StorageError(code, `the opfs storage does not work here: ${reasons.join("; ")}`);
}
