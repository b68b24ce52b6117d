import { ResultCode } from "../base/index.js";
import { Kvvfs, registerVfs, resultCodeOf } from "../vfs/kvvfs/index.js";
import { isUIThread } from "./is-ui-thread.js";
import { createJsStorageDb } from "./js-storage-db.js";
import { createKvvfsHelpers } from "./kvvfs-helpers.js";
import { createKvvfsNamespace } from "./kvvfs-namespace.js";
import { whenMade } from "./lazy-members.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Sqlite3 } from "./sqlite3.js";
import { inSQLite3Errors } from "./storage-errors.js";

/** Registers the VFS and adds what belongs to it to a namespace. */
export function startKvvfs(parts: NamespaceParts, sqlite3: Sqlite3): void {
  const { config, engine, errors } = parts;
  const kvvfs = new Kvvfs({ warn: (...details) => config.warn(...details) });
  registerVfs(engine.capi, kvvfs.vfs);
  const guard = inSQLite3Errors(errors.SQLite3Error, resultCodeOf, ResultCode.SQLITE_ERROR);
  const namespace = createKvvfsNamespace(kvvfs, guard);
  Object.assign(sqlite3, { kvvfs: namespace });
  const defaultStorageName = isUIThread() ? "session" : ".";
  const JsStorageDb = createJsStorageDb(sqlite3.oo1.DB, namespace, { kvvfs, guard, defaultStorageName });
  Object.assign(sqlite3.oo1, { JsStorageDb });
  if (isUIThread()) whenMade(sqlite3, "capi", (capi) => Object.assign(capi, createKvvfsHelpers(namespace)));
}
