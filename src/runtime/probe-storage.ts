import type { Capability } from "../base/index.js";
import type { EnvironmentScope } from "./environment-scope.js";
import { probe } from "./probe.js";

/** Opens the root folder of the Origin Private File System. */
export function probeOpfs(scope: EnvironmentScope): Promise<Capability> {
  return probe(async () => {
    const storage = scope.navigator?.storage;
    if (storage === undefined) return "navigator.storage is missing; it needs HTTPS or localhost";
    if (storage.getDirectory === undefined) return "navigator.storage.getDirectory is missing";
    await storage.getDirectory();
    return undefined;
  });
}

/** Creates a file, takes its synchronous access handle, and removes the file. */
export function probeSyncAccessHandles(scope: EnvironmentScope): Promise<Capability> {
  return probe(async () => {
    const root = await scope.navigator?.storage?.getDirectory?.();
    if (root === undefined) return "the Origin Private File System is missing";
    const name = `.environment-probe-${Math.random().toString(36).slice(2)}`;
    // Windows have no such method, whatever the type says.
    const file: Partial<FileSystemFileHandle> = await root.getFileHandle(name, { create: true });
    try {
      if (file.createSyncAccessHandle === undefined) {
        return "createSyncAccessHandle is missing; browsers offer it in dedicated workers only";
      }
      (await file.createSyncAccessHandle()).close();
      return undefined;
    } finally {
      await root.removeEntry(name);
    }
  });
}
