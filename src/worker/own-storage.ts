import { type Capability, type EnvironmentReport, StorageError } from "../base/index.js";
import { databaseFolder } from "./database-folder.js";
import { openPool, poolPath, poolStorage } from "./pool-storage.js";
import { memoryStorage, type Storage } from "./storage.js";
import { ASKED, missingFor, reportStorage } from "./storage-report.js";
import type { StorageRequest } from "./worker-host.js";

/**
 * Gets the best storage of those that a worker has for itself, or the one that is asked for. Nothing falls back to memory.
 * Files are opened while the engine starts.
 *
 * @throws StorageError: `invalid-name`; `unsupported` when what is asked for is not there; as `openPool`.
 *   TypeError when the database is one that workers share
 */
export async function openOwnStorage(request: StorageRequest): Promise<Storage> {
  const { payload, starting, folder, detect } = request;
  const { name, storage } = payload;
  if (storage === "opfs") throw new TypeError("workerUrl must lead to worker/opfs.js for the storage opfs");
  const inMemory = async (reason: string) => {
    const environment = await detect();
    return memoryStorage(reportStorage("memory", reason, ":memory:", payload, environment), environment);
  };
  if (name === ":memory:") return inMemory("the name :memory: asks for it");
  const path = poolPath(databaseFolder(name));
  if (storage === "memory") return inMemory(ASKED);
  const reason = storage === "auto" ? "it is the fastest storage that persists" : ASKED;
  const opening = openPool(path, payload, folder);
  // Files that are open need not be tried out.
  const shown = opening.then(
    (): Capability => ({ available: true }),
    () => undefined,
  );
  const detecting = detect({ opfs: shown, syncAccessHandles: shown });
  try {
    const pool = await opening;
    const environment = await detecting;
    const report = reportStorage("opfs-sahpool", reason, path, payload, environment);
    return await poolStorage(pool, starting, report, environment);
  } catch (error) {
    // An engine that does not start is worth more to know, and so is what the browser lacks.
    await starting;
    requirePools(await detecting);
    throw error;
  }
}

/** @throws StorageError `unsupported` */
function requirePools(environment: EnvironmentReport): void {
  const missing = missingFor("opfs-sahpool", environment);
  if (missing === undefined) return;
  throw new StorageError(
    "unsupported",
    `no persistent storage here: ${missing}; a database in memory has to be asked for by name`,
  );
}
