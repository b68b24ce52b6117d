import type { Capi } from "../capi/index.js";
import { type DatabaseOptions, Database } from "./database.js";

/** Milliseconds that a statement waits for the locks of other connections. */
const BUSY_TIMEOUT = 10_000;

/** How {@link OpfsDb} opens a file. */
export interface OpfsDbOptions extends DatabaseOptions {
  /**
   * Called with the connection once it is open. By default it sets a busy timeout of ten seconds, since other workers
   * and tabs may use the same file.
   */
  readonly onOpen?: (db: OpfsDb) => void;
}

/**
 * One connection to a database that other workers and tabs may have open too.
 *
 * @see https://www.sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs
 */
export class OpfsDb extends Database {
  /**
   * Opens a connection.
   *
   * @param options - `vfs` defaults to `"opfs"`, which must be registered
   * @throws SqliteError, for example `SQLITE_CANTOPEN`; what `onOpen` throws
   */
  constructor(capi: Capi, options: OpfsDbOptions = {}) {
    super(capi, { ...options, vfs: options.vfs ?? "opfs" });
    const { onOpen = (db: OpfsDb) => db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`) } = options;
    try {
      onOpen(this);
    } catch (error) {
      this.close();
      throw error;
    }
  }
}
