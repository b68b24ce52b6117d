import { captureCallSite } from "./call-site.js";
import type { Database } from "./database.js";
import { DatabaseWorker } from "./database-worker.js";
import { checkOptions, type OpenOptions } from "./open-options.js";
import { isShared, openShared } from "./shared-workers.js";
import { startWorkers } from "./start-workers.js";

/**
 * Opens a database in a worker of its own, and creates it where it does not exist.
 *
 * A database of `opfs-sahpool` that this page has open already gets another handle, which shares the connection of the
 * first: transactions take turns, a call that waits longer than `busyTimeout` for the transaction of another handle rejects
 * with a `BusyError`, and what belongs to a connection, such as temporary tables and functions, is there for all of them.
 *
 * @param name - any name of the application's choice, in the storage `opfs` a path; `":memory:"` for a database that is
 *   gone when it is closed
 * @returns the database; its `storage` says where it is kept, why there, and why not elsewhere
 * @throws TypeError, RangeError for arguments that cannot be
 * @throws StorageError `invalid-name`; `unsupported` when the browser has no such storage, `not-isolated` when `opfs` is
 *   asked for by a page that is not cross-origin isolated; `locked` when another tab or worker has a database that only
 *   one can have, for longer than `lockTimeout`, or when this page has it open with other settings
 * @throws EngineError when the worker or `sqlite3.wasm` cannot be loaded, or nothing happens in time
 * @throws SqliteError when SQLite cannot open the database
 * @throws the `reason` of the `signal`
 * @example
 * const db = await open("app.db");
 * const version = await db.value("SELECT sqlite_version()");
 */
export async function open(name: string, options: OpenOptions = {}): Promise<Database> {
  const callSite = captureCallSite();
  const checked = checkOptions(name, options, (otherName, otherOptions) =>
    open(otherName, { ...scriptsOf(options, otherOptions.storage === options.storage), ...otherOptions }),
  );
  checked.signal?.throwIfAborted();
  if (isShared(checked)) return openShared(checked, callSite, startWorkers);
  const worker = await DatabaseWorker.open(startWorkers(checked), checked, callSite);
  return worker.addHandle(checked);
}

/** @param hasSameStorage - otherwise the worker needs another script */
function scriptsOf({ workerUrl, wasmUrl, proxyUrl }: OpenOptions, hasSameStorage: boolean): OpenOptions {
  return {
    ...(workerUrl !== undefined && hasSameStorage ? { workerUrl } : {}),
    ...(wasmUrl === undefined ? {} : { wasmUrl }),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
  };
}
