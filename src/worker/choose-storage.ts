import { type EnvironmentReport, StorageError } from "../base/index.js";
import type { Engine } from "../engine/index.js";
import type { OpenPayload } from "../protocol/index.js";
import { databaseFolder } from "./database-folder.js";
import { databasePath } from "./database-path.js";
import { openPoolStorage } from "./pool-storage.js";
import { openSharedStorage } from "./shared-storage.js";
import { memoryStorage, type Storage } from "./storage.js";

/**
 * Gets the best storage that is really there, or the one that is asked for.
 *
 * @throws StorageError: `invalid-name`; `unsupported` when what is asked for is not there; as `openPoolStorage` and
 *   `openSharedStorage` do
 */
export async function chooseStorage(
  payload: OpenPayload,
  environment: EnvironmentReport,
  engine: Engine,
): Promise<Storage> {
  const { name, storage, requirePersistence, proxyPort } = payload;
  if (name === ":memory:") return memoryStorage("the name :memory: asks for it");
  if (proxyPort !== null) return openSharedStorage(databasePath(name), engine, proxyPort);
  const folder = databaseFolder(name);
  if (storage === "memory") return memoryStorage("the option storage asks for it");
  const missing = missingForPool(environment);
  if (missing === undefined) return openPoolStorage(folder, engine);
  if (storage === "opfs-sahpool" || requirePersistence) {
    throw new StorageError("unsupported", `no persistent storage here: ${missing}`);
  }
  return memoryStorage(`no persistent storage here: ${missing}`);
}

function missingForPool({ opfs, syncAccessHandles }: EnvironmentReport): string | undefined {
  if (!opfs.available) return opfs.reason;
  return syncAccessHandles.available ? undefined : syncAccessHandles.reason;
}
