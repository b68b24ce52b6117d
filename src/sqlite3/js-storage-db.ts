import { createVfsDb, type DB, type DBClass, type OpenOptions } from "../oo1/index.js";
import { type Kvvfs, nameFault, storageName } from "../vfs/kvvfs/index.js";
import type { KvvfsNamespace } from "./kvvfs-namespace.js";
import type { StorageGuard } from "./storage-errors.js";

/** A connection to a database of the VFS `kvvfs`. */
export interface JsStorageDb extends DB {
  /**
   * Deletes the records of the storage of this connection, which then has an empty database.
   *
   * @returns records deleted
   * @throws SQLite3Error `SQLITE_BUSY` in a transaction, or while another connection has the storage open
   */
  clearStorage(): number;
  /** As `sqlite3.kvvfs.estimateSize()`, for the storage of this connection. */
  storageSize(): number;
}

/**
 * Class of connections to databases of the VFS `kvvfs`: small ones that live in `localStorage` or `sessionStorage`, and
 * others in memory.
 *
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#kvvfs
 */
export interface JsStorageDbClass {
  readonly prototype: JsStorageDb;
  /** Storage of connections that name none: `"session"` in windows, `"."`, in memory, in workers. */
  defaultStorageName: string;
  /**
   * @param filename - name of a storage: `"local"`, `"session"` (or `":localStorage:"`, `":sessionStorage:"`), or of one
   *   in memory, which is made; default {@link defaultStorageName}
   * @param flags - as for `DB`
   * @throws SQLite3Error `SQLITE_MISUSE`, `SQLITE_RANGE` for a bad name, `SQLITE_CANTOPEN` where the browser denies the
   *   storage or there is none and it is not to be made
   */
  new (filename?: string, flags?: string): JsStorageDb;
  new (options: Omit<OpenOptions, "vfs">): JsStorageDb;
  /** As `sqlite3.kvvfs.clear()`. */
  clearStorage(which?: string): number;
  /** As `sqlite3.kvvfs.estimateSize()`. */
  storageSize(which?: string): number;
}

/** What the class is made with. */
export interface JsStorageDbTraits {
  readonly kvvfs: Kvvfs;
  readonly guard: StorageGuard;
  readonly defaultStorageName: string;
}

/** Makes the class. @param namespace - `sqlite3.kvvfs` */
export function createJsStorageDb(
  DBClass: DBClass,
  namespace: KvvfsNamespace,
  { kvvfs, guard, defaultStorageName }: JsStorageDbTraits,
): JsStorageDbClass {
  const KvvfsDb = createVfsDb(DBClass, { name: "JsStorageDb", vfs: "kvvfs" });

  class JsStorageDb extends KvvfsDb {
    static defaultStorageName = defaultStorageName;

    constructor(...[first, flags]: [unknown?, string?]) {
      const options: OpenOptions =
        typeof first === "object" && first !== null
          ? first
          : { filename: first as string, ...(flags === undefined ? {} : { flags }) };
      const { filename = JsStorageDb.defaultStorageName } = options;
      super({ ...options, filename: nameOfStorage(filename) });
    }

    static clearStorage(which?: string): number {
      return namespace.clear(which);
    }

    static storageSize(which?: string): number {
      return namespace.estimateSize(which);
    }

    clearStorage(): number {
      const storage = kvvfs.find(this.filename);
      if (storage === undefined) return 0;
      const count = guard.sync(() => kvvfs.clear(storage, 1));
      this.selectValue("select count(*) from sqlite_schema");
      return count;
    }

    storageSize(): number {
      return namespace.estimateSize(this.filename);
    }
  }

  function nameOfStorage(filename: unknown): string {
    if (typeof filename !== "string") throw new TypeError("the name of a storage is a text");
    const name = storageName(filename);
    return guard.sync(() => {
      const fault = nameFault(name);
      if (fault !== undefined) throw fault;
      return name;
    });
  }

  return JsStorageDb as unknown as JsStorageDbClass;
}
