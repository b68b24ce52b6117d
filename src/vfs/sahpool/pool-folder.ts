import { StorageError } from "../../base/index.js";
import type { StorageDirectory } from "../storage-directory.js";
import { storageFailure } from "../storage-failure.js";

/** Folder inside a pool's directory that holds its files. */
const OPAQUE_FOLDER = ".opaque";

/** Where a pool lives. */
export interface PoolFolder {
  /** Path of the pool's directory, for people. */
  readonly path: string;
  /** The folder with the pool's files. */
  readonly files: StorageDirectory;
  /** Removes the pool with everything in it; only the last part of its path. */
  remove(): Promise<void>;
}

/**
 * Finds or makes the folder of a pool.
 *
 * @param location - the pool's directory itself, or its path from the root of the Origin Private File System
 * @throws StorageError `unsupported` where there is none; TypeError for an empty path or one with `.` or `..`
 */
export async function openPoolFolder(location: StorageDirectory | string): Promise<PoolFolder> {
  if (typeof location !== "string") {
    return folderIn(location, `/${location.name}`, () =>
      location.removeEntry(OPAQUE_FOLDER, { recursive: true }),
    );
  }
  const names = location.split("/").filter((name) => name !== "");
  if (names.length === 0 || names.includes(".") || names.includes("..")) {
    throw new TypeError(`not a path of a pool's directory: ${JSON.stringify(location)}`);
  }
  let directory = await originRoot();
  let parent = directory;
  for (const name of names) {
    parent = directory;
    directory = await attempt(`opening the directory ${name}`, () =>
      parent.getDirectoryHandle(name, { create: true }),
    );
  }
  return folderIn(directory, `/${names.join("/")}`, () =>
    parent.removeEntry(directory.name, { recursive: true }),
  );
}

async function folderIn(
  directory: StorageDirectory,
  path: string,
  remove: () => Promise<void>,
): Promise<PoolFolder> {
  const files = await attempt(`opening the folder of the pool ${path}`, () =>
    directory.getDirectoryHandle(OPAQUE_FOLDER, { create: true }),
  );
  return { path, files, remove: () => attempt(`removing the pool ${path}`, remove) };
}

/** The root of the Origin Private File System. @see https://fs.spec.whatwg.org/#dom-storagemanager-getdirectory */
async function originRoot(): Promise<StorageDirectory> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined;
  if (storage?.getDirectory === undefined) {
    throw new StorageError("unsupported", "this browser or context has no Origin Private File System");
  }
  // The DOM library does not know createSyncAccessHandle, which only workers have.
  return (await attempt("opening the Origin Private File System", () =>
    storage.getDirectory(),
  )) as unknown as StorageDirectory;
}

async function attempt<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storageFailure(error, what);
  }
}
