import type { Capability, EnvironmentReport } from "../base/index.js";
import { type EnvironmentScope, executionContext } from "./environment-scope.js";
import { probeOpfs, probeSyncAccessHandles } from "./probe-storage.js";
import {
  probeAtomicsWait,
  probeAtomicsWaitAsync,
  probeBroadcastChannel,
  probeCrossOriginIsolated,
  probeJspi,
  probeSharedArrayBuffer,
  probeWebLocks,
} from "./probe-threads.js";

const PROBES = {
  crossOriginIsolated: probeCrossOriginIsolated,
  sharedArrayBuffer: probeSharedArrayBuffer,
  atomicsWait: probeAtomicsWait,
  atomicsWaitAsync: probeAtomicsWaitAsync,
  opfs: probeOpfs,
  syncAccessHandles: probeSyncAccessHandles,
  jspi: probeJspi,
  webLocks: probeWebLocks,
  broadcastChannel: probeBroadcastChannel,
} satisfies Record<keyof Items, (scope: EnvironmentScope) => Promise<Capability>>;

type Items = Omit<EnvironmentReport, "context">;

/** What shows itself otherwise: fulfils with `undefined` where it has to be tried out after all. */
export type ShownItems = { readonly [Name in keyof Items]?: Promise<Capability | undefined> };

/**
 * Tries out what the place that the code runs in offers. Trying synchronous access handles creates a file with a name
 * of its own in the Origin Private File System and removes it again.
 *
 * @param scope - the global scope to look at; default the one that runs this
 * @param shown - what need not be tried
 */
export async function detectEnvironment(
  scope: EnvironmentScope = globalThis as EnvironmentScope,
  shown: ShownItems = {},
): Promise<EnvironmentReport> {
  const probing = Object.entries(PROBES).map(async ([name, probe]) => [
    name,
    (await shown[name as keyof Items]) ?? (await probe(scope)),
  ]);
  const items: Items = Object.fromEntries(await Promise.all(probing));
  return { context: executionContext(scope), ...items };
}
