import { PoolLayout, StorageError } from "../../base/index.js";
import type { StoredDatabase } from "../../protocol/index.js";
import { folderEntries, OpfsFiles, type SahPool, storageFailure } from "../../vfs/index.js";
import { databaseFolder, ROOT_FOLDER } from "../database-folder.js";
import { databasePath, RESERVED_FOLDERS } from "../database-path.js";

const MAGIC = "SQLite format 3\0";
const JOURNAL_SUFFIXES = ["-journal", "-wal"];
/** Milliseconds to wait for handles that a page just closed may still have. */
const ACQUIRE_TIMEOUT = 1_000;

/** Opens a pool. */
export type OpenPool = typeof SahPool.create;

/**
 * Lists the databases in pools. A pool that has none, since opening it failed, is passed over.
 * @throws StorageError
 */
export function listPools(): Promise<StoredDatabase[]> {
  return attempt("listing databases", async (root) => {
    const parent = await folderIn(root, ROOT_FOLDER);
    const databases: StoredDatabase[] = [];
    for (const folder of parent === undefined ? [] : await folderEntries(parent)) {
      const files = folder.kind === "directory" ? await folderIn(folder, PoolLayout.files) : undefined;
      if (files === undefined) continue;
      const sizes = await Promise.all(
        (await folderEntries(files)).map((file) => (file.kind === "file" ? sizeOf(file) : 0)),
      );
      if (!sizes.some((size) => size > PoolLayout.headerSize)) continue;
      const size = sizes.reduce((sum, each) => sum + each, 0);
      databases.push({ name: decodeURIComponent(folder.name), storage: "opfs-sahpool", size });
    }
    return databases;
  });
}

/**
 * Lists the plain files that are databases.
 * @throws StorageError
 */
export function listFiles(): Promise<StoredDatabase[]> {
  return attempt("listing databases", (root) => databasesBelow(root, ""));
}

async function databasesBelow(folder: FileSystemDirectoryHandle, prefix: string): Promise<StoredDatabase[]> {
  const found: StoredDatabase[] = [];
  for (const entry of await folderEntries(folder)) {
    const name = prefix + entry.name;
    if (RESERVED_FOLDERS.includes(name)) continue;
    if (entry.kind === "directory") found.push(...(await databasesBelow(entry, `${name}/`)));
    else {
      const file = await entry.getFile();
      if ((await file.slice(0, MAGIC.length).text()) !== MAGIC) continue;
      found.push({ name, storage: "opfs", size: file.size });
    }
  }
  return found;
}

/**
 * Deletes a database and its pool. The database goes before its journals: what a death in the middle leaves is no older
 * state of it.
 *
 * @returns whether it was there
 * @throws StorageError `locked` while somebody has it open; `invalid-name`
 */
export async function deletePool(name: string, openPool: OpenPool): Promise<boolean> {
  const folder = databaseFolder(name);
  const isThere = await attempt(`deleting ${name}`, async (root) => {
    const parent = await folderIn(root, ROOT_FOLDER);
    return parent !== undefined && (await folderIn(parent, folder)) !== undefined;
  });
  if (!isThere) return false;
  const options = { acquireTimeout: ACQUIRE_TIMEOUT, initialCapacity: 0, reserve: 0 };
  const pool = await openPool(`/${ROOT_FOLDER}/${folder}`, options);
  const wasThere = pool.fileCount > 0;
  pool.wipe();
  await pool.remove();
  return wasThere;
}

/**
 * Deletes a database that is a plain file, and its journals.
 *
 * @returns whether it was there
 * @throws StorageError `locked` while a connection has it open; `invalid-name`
 */
export async function deleteFile(name: string): Promise<boolean> {
  const path = databasePath(name);
  const files = new OpfsFiles();
  const wasThere = await files.remove(path);
  for (const suffix of JOURNAL_SUFFIXES) await files.remove(path + suffix);
  return wasThere;
}

async function attempt<Result>(
  what: string,
  work: (root: FileSystemDirectoryHandle) => Promise<Result>,
): Promise<Result> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage?.getDirectory === undefined) {
    throw new StorageError("unsupported", "this browser or context has no Origin Private File System");
  }
  try {
    return await work(await storage.getDirectory());
  } catch (error) {
    throw storageFailure(error, what);
  }
}

async function folderIn(
  parent: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await parent.getDirectoryHandle(name);
  } catch (error) {
    // Missing, or a file.
    if (error instanceof DOMException && ["NotFoundError", "TypeMismatchError"].includes(error.name)) {
      return undefined;
    }
    throw error;
  }
}

async function sizeOf(file: FileSystemFileHandle): Promise<number> {
  return (await file.getFile()).size;
}
