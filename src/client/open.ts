import { captureCallSite } from "./call-site.js";
import type { Database } from "./database.js";
import { openDatabase } from "./open-database.js";
import { type CheckedOptions, checkOptions, type OpenOptions } from "./open-options.js";
import { startProxy } from "./start-proxy.js";
import { startWorker } from "./start-worker.js";
import type { WorkerLink } from "./worker-link.js";

/**
 * Opens a database in a worker of its own, and creates it where it does not exist.
 *
 * @param name - any name of the application's choice, in the storage `opfs` a path; `":memory:"` for a database that is
 *   gone when it is closed
 * @returns the database; its `storage` says where it is kept and why there
 * @throws TypeError, RangeError for arguments that cannot be
 * @throws StorageError `invalid-name`; `unsupported` when the storage that is asked for is not there, `not-isolated` when
 *   `opfs` is asked for by a page that is not cross-origin isolated; `locked` when another tab or worker has a database
 *   open that only one can have open
 * @throws EngineError when the worker or `sqlite3.wasm` cannot be loaded, or nothing happens in time
 * @throws SqliteError when SQLite cannot open the database
 * @example
 * const db = await open("app.db");
 * const [row] = await db.query("SELECT sqlite_version() AS version");
 */
export async function open(name: string, options: OpenOptions = {}): Promise<Database> {
  const callSite = captureCallSite();
  const checked = checkOptions(name, options);
  return openDatabase(startWorkers(checked), checked, callSite);
}

function startWorkers({ payload, workerUrl, proxyUrl }: CheckedOptions): WorkerLink {
  const worker = startWorker(workerUrl);
  return payload.storage === "opfs" ? startProxy(worker, proxyUrl) : worker;
}
