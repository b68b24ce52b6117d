import type { VfsDBClass } from "../oo1/index.js";
import type { ImportChunk } from "./chunks.js";

/**
 * Class of connections to plain files in the Origin Private File System, which other workers and tabs may have open too.
 * They wait ten seconds for the locks of others.
 *
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs
 */
export interface OpfsDbClass extends VfsDBClass {
  /**
   * Stores a database under a name, in place of the one that had it; WAL mode is turned off in it. Until all of it is
   * there the old one stays. Folders on the way are made.
   *
   * @param source - the bytes, or a function that is called for pieces until it gives `undefined`
   * @returns bytes written
   * @throws SQLite3Error when that is no database, `SQLITE_BUSY` while a connection has the file open
   */
  importDb(
    name: string,
    source: Uint8Array | ArrayBuffer | (() => ImportChunk | Promise<ImportChunk>),
  ): Promise<number>;
}
