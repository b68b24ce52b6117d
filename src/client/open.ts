import { captureCallSite } from "./call-site.js";
import type { Database } from "./database.js";
import { openDatabase } from "./open-database.js";
import { checkOptions, type OpenOptions } from "./open-options.js";
import { startWorker } from "./start-worker.js";

/**
 * Opens a database in a worker of its own, and creates it where it does not exist.
 *
 * @param name - any name of the application's choice; `":memory:"` for a database that is gone when it is closed
 * @returns the database; its `storage` says where it is kept and why there
 * @throws TypeError, RangeError for arguments that cannot be
 * @throws StorageError `invalid-name`; `unsupported` when the storage that is asked for is not there; `locked` when
 *   another tab or worker has the database open
 * @throws EngineError when the worker or `sqlite3.wasm` cannot be loaded, or nothing happens in time
 * @throws SqliteError when SQLite cannot open the database
 * @example
 * const db = await open("app.db");
 * const [row] = await db.query("SELECT sqlite_version() AS version");
 */
export async function open(name: string, options: OpenOptions = {}): Promise<Database> {
  const callSite = captureCallSite();
  const checked = checkOptions(name, options);
  return openDatabase(startWorker(checked.workerUrl), checked, callSite);
}
