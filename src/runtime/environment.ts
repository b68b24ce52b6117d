import type { EnvironmentReport } from "../base/index.js";
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

/**
 * Tries out what the place that the code runs in offers. Trying synchronous access handles creates a file with a name
 * of its own in the Origin Private File System and removes it again.
 *
 * @param scope - the global scope to look at; default the one that runs this
 */
export async function detectEnvironment(
  scope: EnvironmentScope = globalThis as EnvironmentScope,
): Promise<EnvironmentReport> {
  const context = executionContext(scope);
  const [
    crossOriginIsolated,
    sharedArrayBuffer,
    atomicsWait,
    atomicsWaitAsync,
    opfs,
    syncAccessHandles,
    jspi,
    webLocks,
    broadcastChannel,
  ] = await Promise.all([
    probeCrossOriginIsolated(scope),
    probeSharedArrayBuffer(scope),
    probeAtomicsWait(scope),
    probeAtomicsWaitAsync(scope),
    probeOpfs(scope),
    probeSyncAccessHandles(scope),
    probeJspi(scope),
    probeWebLocks(scope),
    probeBroadcastChannel(scope),
  ]);
  return {
    context,
    crossOriginIsolated,
    sharedArrayBuffer,
    atomicsWait,
    atomicsWaitAsync,
    opfs,
    syncAccessHandles,
    jspi,
    webLocks,
    broadcastChannel,
  };
}
