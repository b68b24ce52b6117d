import { ResultCode } from "../base/index.js";
import {
  exportStorage,
  importStorage,
  type Kvvfs,
  type KvvfsExport,
  type KvvfsExportOptions,
  type KvvfsListener,
  VfsError,
} from "../vfs/kvvfs/index.js";
import type { StorageGuard } from "./storage-errors.js";

export type {
  KvvfsEvent,
  KvvfsEventData,
  KvvfsExport,
  KvvfsExportOptions,
  KvvfsListener,
} from "../vfs/kvvfs/index.js";

/**
 * `sqlite3.kvvfs`: the storages of the VFS `kvvfs`. `"local"` and `"session"` are the page's `localStorage` and
 * `sessionStorage`, all others are in memory and go with the instance; in workers these two are as well.
 *
 * @see https://sqlite.org/wasm/doc/trunk/kvvfs.md
 */
export interface KvvfsNamespace {
  /** Makes a storage in memory, unless it is there. @throws SQLite3Error `SQLITE_MISUSE`, `SQLITE_RANGE` for a bad name */
  reserve(name: string): void;
  /** Removes a storage with what is in it. @returns `false` for one that is open, built in, or not there */
  unlink(name: string): boolean;
  exists(name: string): boolean;
  /**
   * Deletes the records of a storage.
   *
   * @param which - a name, or `""` for `local` and `session`; nothing means no storage
   * @returns records deleted
   * @throws SQLite3Error `SQLITE_BUSY` while a connection has it open
   */
  clear(which?: string): number;
  /** Estimates the bytes that the records of a storage take. @param which - as for {@link clear} */
  estimateSize(which?: string): number;
  /** Copies a database into an object that JSON carries. @throws SQLite3Error `SQLITE_NOTFOUND` */
  export(source: string | KvvfsExportOptions): KvvfsExport;
  /**
   * Stores an exported database in the storage of its name. All of it or nothing; WAL mode is turned off in it.
   *
   * @param overwrite - whether it may replace what is in that storage; `local` and `session` are always there
   * @throws SQLite3Error `SQLITE_MISUSE` or `SQLITE_RANGE` for what is no export, `SQLITE_IOERR_ACCESS` while the storage
   *   is open, `SQLITE_FULL`
   */
  import(exported: KvvfsExport, overwrite?: boolean): KvvfsNamespace;
  /** Calls functions when something happens to a storage. @throws SQLite3Error `SQLITE_NOTFOUND`, `SQLITE_MISUSE` */
  listen(listener: KvvfsListener): void;
  /** Ends that. @returns whether this object has been listening */
  unlisten(listener: KvvfsListener): boolean;
}

/** Assembles `sqlite3.kvvfs`. */
export function createKvvfsNamespace(kvvfs: Kvvfs, guard: StorageGuard): KvvfsNamespace {
  /** @throws VfsError `SQLITE_NOTFOUND` */
  const storageOf = (name: string) => {
    const storage = kvvfs.find(name);
    if (storage === undefined)
      throw new VfsError(ResultCode.SQLITE_NOTFOUND, `there is no storage named ${name}`);
    return storage;
  };
  const namespace: KvvfsNamespace = {
    reserve(name) {
      if (typeof name !== "string") throw new TypeError("the name of a storage is a text");
      guard.sync(() => kvvfs.reserve(name));
    },
    unlink: (name) => kvvfs.unlink(name),
    exists: (name) => kvvfs.find(name) !== undefined,
    clear: (which) => guard.sync(() => total(kvvfs.meantBy(which).map((storage) => kvvfs.clear(storage)))),
    estimateSize: (which) =>
      guard.sync(() => total(kvvfs.meantBy(which).map((storage) => storage.estimatedSize))),
    export: (...[source]) =>
      guard.sync(() => {
        const options = typeof source === "object" && source !== null ? source : { name: source };
        return exportStorage(storageOf(options.name), options);
      }),
    import(exported, overwrite = false) {
      guard.sync(() => importStorage(kvvfs, exported, overwrite));
      return namespace;
    },
    listen: (listener) =>
      guard.sync(() => {
        if (typeof listener !== "object" || listener === null)
          throw new VfsError(ResultCode.SQLITE_MISUSE, "a listener is an object");
        const { storage, reserve = false } = listener;
        (reserve ? kvvfs.reserve(storage) : storageOf(storage)).listeners.add(listener);
      }),
    unlisten: (listener) => kvvfs.find(listener?.storage)?.listeners.delete(listener) ?? false,
  };
  return namespace;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
