import { PoolLayout, StorageError } from "../../base/index.js";
import type { StorageDirectory, StorageFile } from "../storage-directory.js";
import { storageFailure } from "../storage-failure.js";

/** Where a pool lives. */
export interface PoolFolder {
  /** Path of the pool's directory, for people. */
  readonly path: string;
  /** The folder with the pool's files. */
  readonly files: StorageDirectory;
  /** Removes the pool with everything in it; only the last part of its path. */
  remove(): Promise<void>;
}

/** The folder of a pool's files, opened by somebody else. */
export interface OpenedPoolFolder {
  readonly folder: StorageDirectory;
  /** What lay in it then: to be opened at once, while it is looked for more. */
  readonly entries: readonly (StorageFile | StorageDirectory)[];
}

/**
 * Finds or makes the folder of a pool.
 *
 * @param location - the pool's directory itself, or its path from the root of the Origin Private File System
 * @throws StorageError `unsupported` where there is none; TypeError for an empty path or one with `.` or `..`
 */
export async function openPoolFolder(location: StorageDirectory | string): Promise<PoolFolder> {
  if (typeof location !== "string") return poolFolderIn(location);
  const names = namesIn(location);
  return poolFolderAt(location, await filesFolder(await openPath(names), location));
}

/**
 * The folder of a pool whose files' folder is open already.
 *
 * @param path - of the pool's directory, from the root of the Origin Private File System
 * @throws TypeError as {@link openPoolFolder}
 */
export function poolFolderAt(path: string, files: StorageDirectory): PoolFolder {
  const names = namesIn(path);
  const [last = ""] = names.slice(-1);
  const remove = async () => {
    const parent = await openPath(names.slice(0, -1));
    await parent.removeEntry(last, { recursive: true });
  };
  return {
    path: `/${names.join("/")}`,
    files,
    remove: () => attempt(`removing the pool ${path}`, remove),
  };
}

async function poolFolderIn(directory: StorageDirectory): Promise<PoolFolder> {
  const path = `/${directory.name}`;
  const remove = () => directory.removeEntry(PoolLayout.files, { recursive: true });
  return {
    path,
    files: await filesFolder(directory, path),
    remove: () => attempt(`removing the pool ${path}`, remove),
  };
}

function namesIn(path: string): string[] {
  const names = path.split("/").filter((name) => name !== "");
  if (names.length === 0 || names.includes(".") || names.includes("..")) {
    throw new TypeError(`not a path of a pool's directory: ${JSON.stringify(path)}`);
  }
  return names;
}

async function openPath(names: readonly string[]): Promise<StorageDirectory> {
  let directory = await originRoot();
  for (const name of names) {
    const parent = directory;
    directory = await attempt(`opening the directory ${name}`, () =>
      parent.getDirectoryHandle(name, { create: true }),
    );
  }
  return directory;
}

function filesFolder(directory: StorageDirectory, path: string): Promise<StorageDirectory> {
  return attempt(`opening the folder of the pool ${path}`, () =>
    directory.getDirectoryHandle(PoolLayout.files, { create: true }),
  );
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
