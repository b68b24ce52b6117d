import { StorageError } from "../base/index.js";
import { createVfsDb, type VfsDBClass } from "../oo1/index.js";
import {
  importAtOnce,
  type RegisteredVfs,
  registerVfs,
  releaseAtOnce,
  resultCodeOf,
  type SahPool,
} from "../vfs/index.js";
import { asBytes, chunks, type ImportChunk } from "./chunks.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Oo1Namespace } from "./oo1-namespace.js";
import { inSQLite3Errors } from "./storage-errors.js";

/**
 * What `sqlite3.installOpfsSAHPoolVfs()` gives: one pool of files behind one VFS. Whatever fails throws, or rejects with,
 * an `SQLite3Error`, whose `cause` says what the storage said.
 *
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs-sahpool
 */
export interface SAHPoolUtil {
  /** Name that connections choose the VFS by. */
  readonly vfsName: string;
  /** Class of connections to databases of this pool. */
  readonly OpfsSAHPoolDb: VfsDBClass;
  /** Adds files to the pool; they stay. Resolves to the new capacity. */
  addCapacity(count: number): Promise<number>;
  /** Removes up to so many free files. Resolves to how many. */
  reduceCapacity(count: number): Promise<number>;
  /** Adds files until the pool has at least so many. Resolves to the capacity. */
  reserveMinimumCapacity(minimum: number): Promise<number>;
  /** Files in the pool, used and free. */
  getCapacity(): number;
  /** Databases and journals in the pool. */
  getFileCount(): number;
  /** Paths of the databases and journals in the pool. */
  getFileNames(): string[];
  /** Copies a file out of the pool. */
  exportFile(name: string): Uint8Array<ArrayBuffer>;
  /**
   * Stores a database under a name, in place of the one that had it; WAL mode is turned off in it. Until all of it is
   * there the old one stays.
   *
   * @returns bytes written
   */
  importDb(name: string, bytes: Uint8Array | ArrayBuffer): number;
  /** The same in pieces: the function is called until it gives `undefined`. */
  importDb(name: string, next: () => ImportChunk | Promise<ImportChunk>): Promise<number>;
  /** Deletes a database with its journal. Returns whether there was one. */
  unlink(name: string): boolean;
  /** Deletes every database and journal; the pool keeps its capacity. */
  wipeFiles(): Promise<void>;
  /**
   * Takes the VFS out of SQLite and gives all handles up, so that another tab or worker may have the pool. Databases must
   * be closed, and nothing that takes a promise may be under way.
   *
   * @returns this object
   */
  pauseVfs(): SAHPoolUtil;
  /** Whether the VFS is paused, or removed. */
  isPaused(): boolean;
  /** Takes the handles again, waiting three seconds for whoever has them. Resolves to this object. */
  unpauseVfs(): Promise<SAHPoolUtil>;
  /** Takes the VFS out of SQLite and deletes the pool with all its databases. Resolves to whether it was there. */
  removeVfs(): Promise<boolean>;
}

/**
 * Registers the VFS of a pool.
 *
 * @param onRemoved - called when the pool has been deleted
 * @throws SQLite3Error, for example when there is a VFS of that name
 */
export function createSahPoolUtil(
  parts: NamespaceParts,
  oo1: Oo1Namespace,
  {
    pool,
    name,
    onRemoved,
  }: { readonly pool: SahPool; readonly name: string; readonly onRemoved: () => void },
): SAHPoolUtil {
  const { capi } = parts.engine;
  const guard = inSQLite3Errors(parts.errors.SQLite3Error, resultCodeOf);
  const vfs = pool.createVfs(name);
  let registered: RegisteredVfs | undefined = guard.sync(() => registerVfs(capi, vfs));
  let isRemoved = false;
  let underWay = 0;

  const waiting = <Result>(work: () => Promise<Result>): Promise<Result> => {
    underWay++;
    return guard.async(work).finally(() => underWay--);
  };
  const unregister = (): void => {
    registered?.unregister();
    registered = undefined;
  };

  const util: SAHPoolUtil = {
    vfsName: name,
    OpfsSAHPoolDb: createVfsDb(oo1.DB, { name: "OpfsSAHPoolDb", vfs: name }),
    addCapacity: (count) => waiting(() => pool.addCapacity(count)),
    reduceCapacity: (count) => waiting(() => pool.reduceCapacity(count)),
    reserveMinimumCapacity: (minimum) =>
      waiting(() => pool.addCapacity(Math.max(0, minimum - pool.capacity))),
    getCapacity: () => pool.capacity,
    getFileCount: () => pool.fileCount,
    getFileNames: () => pool.fileNames,
    exportFile: (file) => guard.sync(() => pool.exportFile(file)),
    importDb: ((file: string, source: ImportChunk | (() => ImportChunk | Promise<ImportChunk>)) =>
      typeof source === "function"
        ? waiting(() => pool.importFile(file, chunks(source)))
        : guard.sync(() => importAtOnce(vfs, file, asBytes(source)))) as SAHPoolUtil["importDb"],
    unlink: (file) => guard.sync(() => pool.unlink(file)),
    wipeFiles: () => guard.async(async () => pool.wipe()),
    pauseVfs: () =>
      guard.sync(() => {
        if (pool.isPaused) return util;
        if (underWay > 0)
          throw new StorageError("locked", "the pool is still busy with what was asked before");
        unregister();
        releaseAtOnce(vfs);
        return util;
      }),
    isPaused: () => pool.isPaused,
    unpauseVfs: () =>
      waiting(async () => {
        if (isRemoved) throw new StorageError("lost", `the pool ${pool.directory} has been removed`);
        await pool.unpause();
        registered ??= registerVfs(capi, vfs);
        return util;
      }),
    removeVfs: () =>
      waiting(async () => {
        if (isRemoved) return false;
        unregister();
        isRemoved = true;
        await pool.remove();
        onRemoved();
        return true;
      }),
  };
  return util;
}
