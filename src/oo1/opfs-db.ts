import type { Capi } from "../capi/index.js";
import { Database, type DatabaseOptions } from "./database.js";
import { afterOpen } from "./post-open.js";

/** Milliseconds that a statement waits for the locks of other connections. */
const BUSY_TIMEOUT = 10_000;

/** How {@link OpfsDb} opens a file. */
export interface OpfsDbOptions extends DatabaseOptions {
  /** Called with the connection once it is open, after what is done with every connection of its VFS. */
  readonly onOpen?: (db: OpfsDb) => void;
}

/**
 * One connection to a database that other workers and tabs may have open too.
 *
 * Every one is given a busy timeout of ten seconds when it has been opened, unless `setPostOpen` says something else for
 * its VFS.
 *
 * @see https://www.sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs
 */
export class OpfsDb extends Database {
  /**
   * Opens a connection.
   *
   * @param options - `vfs` defaults to `"opfs"`, which must be registered
   * @throws SqliteError, for example `SQLITE_CANTOPEN`; what `onOpen` and the VFS's callback throw
   */
  constructor(capi: Capi, options: OpfsDbOptions = {}) {
    const { vfs = "opfs", onOpen } = options;
    super(capi, { ...options, vfs });
    const setBusyTimeout = (db: Database) => capi.sqlite3_busy_timeout(db.pointer, BUSY_TIMEOUT);
    afterOpen<OpfsDb>(capi, vfs, this, setBusyTimeout, onOpen);
  }
}
