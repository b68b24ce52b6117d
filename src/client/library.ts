import type { Environment, PersistentStorage, StoredDatabase } from "../protocol/index.js";
import { askWorker, startOwnWorker, type WorkerOptions } from "./ask-worker.js";
import { captureCallSite } from "./call-site.js";
import { checkChoice, checkName } from "./option-checks.js";

/** Which databases are meant. */
export interface LibraryOptions extends WorkerOptions {
  /** Each storage has databases of its own. */
  readonly storage?: PersistentStorage;
}

/**
 * Deletes a database, with its journals.
 *
 * @param name - what `open()` takes
 * @param options - `storage` is `"opfs-sahpool"` where it is left out
 * @returns whether there was one
 * @throws StorageError `locked` while somebody has it open, another tab or this page; `invalid-name`; `unsupported`
 * @example
 * await deleteDatabase("app.db");
 */
export async function deleteDatabase(name: string, options: LibraryOptions = {}): Promise<boolean> {
  const callSite = captureCallSite();
  checkName(name);
  const storage = checkStorage(options) ?? "opfs-sahpool";
  return askWorker(startOwnWorker(options), "deleteDatabase", { name, storage }, callSite);
}

/**
 * Lists the databases of this origin.
 *
 * @param options - `storage` leaves out those of others
 * @throws StorageError `unsupported` where nothing can be stored
 * @example
 * for (const { name, storage, size } of await listDatabases()) console.log(name, storage, size);
 */
export async function listDatabases(options: LibraryOptions = {}): Promise<readonly StoredDatabase[]> {
  const callSite = captureCallSite();
  const storage = checkStorage(options) ?? null;
  return askWorker(startOwnWorker(options), "listDatabases", { storage }, callSite);
}

/**
 * Tries out what this browser and page offer, in a worker.
 *
 * @returns which storages can be had and why the others cannot, and what each missing thing costs, as sentences
 * @example
 * const { storages, losses } = await environment();
 * for (const sentence of losses) console.log(sentence);
 */
export async function environment(options: WorkerOptions = {}): Promise<Environment> {
  return askWorker(startOwnWorker(options), "environment", null, captureCallSite());
}

function checkStorage({ storage }: LibraryOptions): PersistentStorage | undefined {
  return storage === undefined
    ? undefined
    : checkChoice<PersistentStorage>("storage", storage, ["opfs-sahpool", "opfs"]);
}
