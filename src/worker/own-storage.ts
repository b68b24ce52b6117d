import { type EnvironmentReport, StorageError } from "../base/index.js";
import type { Engine } from "../engine/index.js";
import type { OpenPayload } from "../protocol/index.js";
import { databaseFolder } from "./database-folder.js";
import { openPoolStorage, poolPath } from "./pool-storage.js";
import { memoryStorage, type Storage } from "./storage.js";
import { ASKED, missingFor, reportStorage } from "./storage-report.js";

/**
 * Gets the best storage of those that a worker has for itself, or the one that is asked for. Nothing falls back to memory.
 * Files are opened while the environment is looked at and the engine starts.
 *
 * @throws StorageError: `invalid-name`; `unsupported` when what is asked for is not there; as `openPoolStorage`.
 *   TypeError when the database is one that workers share
 */
export async function openOwnStorage(
  payload: OpenPayload,
  detecting: Promise<EnvironmentReport>,
  starting: Promise<Engine>,
): Promise<Storage> {
  const { name, storage } = payload;
  if (storage === "opfs") throw new TypeError("workerUrl must lead to worker/opfs.js for the storage opfs");
  const inMemory = async (reason: string) =>
    memoryStorage(reportStorage("memory", reason, ":memory:", payload, await detecting));
  if (name === ":memory:") return inMemory("the name :memory: asks for it");
  const folder = databaseFolder(name);
  if (storage === "memory") return inMemory(ASKED);
  const reason = storage === "auto" ? "it is the fastest storage that persists" : ASKED;
  const path = poolPath(folder);
  const reporting = detecting.then((environment) => {
    requirePools(environment);
    return reportStorage("opfs-sahpool", reason, path, payload, environment);
  });
  reporting.catch(() => {});
  try {
    return await openPoolStorage(path, starting, payload, reporting);
  } catch (error) {
    // An engine that does not start is worth more to know, and so is what the browser lacks.
    await starting;
    await reporting;
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
