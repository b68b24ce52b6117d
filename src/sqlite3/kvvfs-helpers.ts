import type { KvvfsNamespace } from "./kvvfs-namespace.js";

/**
 * The functions of `sqlite3.capi` for the VFS `kvvfs`, in windows only.
 *
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#kvvfs
 */
export interface KvvfsHelpers {
  /**
   * Deletes the databases in `localStorage`, `sessionStorage` or both.
   *
   * @param which - `"local"`, `"session"`, or `""` (default) for both
   * @returns records deleted
   * @throws SQLite3Error `SQLITE_BUSY` while a connection has one of them open
   */
  sqlite3_js_kvvfs_clear(which?: string): number;
  /** Estimates the bytes that these databases take. @param which - as for the other */
  sqlite3_js_kvvfs_size(which?: string): number;
}

/** Makes them over `sqlite3.kvvfs`. */
export function createKvvfsHelpers(kvvfs: KvvfsNamespace): KvvfsHelpers {
  return {
    sqlite3_js_kvvfs_clear: (which = "") => kvvfs.clear(which),
    sqlite3_js_kvvfs_size: (which = "") => kvvfs.estimateSize(which),
  };
}
