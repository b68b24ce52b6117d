import { folderEntries } from "../../folder-entries.js";

/** A folder and all that is in it, in order of names. */
export interface OpfsTree {
  /** Empty for the root. */
  readonly name: string;
  readonly dirs: readonly OpfsTree[];
  readonly files: readonly string[];
}

/** What a traversal meets. */
export interface TraversedEntry {
  /** Absolute. */
  readonly path: string;
  readonly handle: FileSystemFileHandle | FileSystemDirectoryHandle;
  /** The folder that it lies in. */
  readonly parent: FileSystemDirectoryHandle;
  /** 0 for what lies in the folder that the traversal began with. */
  readonly depth: number;
}

/** Lists a folder. */
export async function treeOf(folder: FileSystemDirectoryHandle): Promise<OpfsTree> {
  const dirs: OpfsTree[] = [];
  const files: string[] = [];
  for (const entry of await folderEntries(folder)) {
    if (entry.kind === "file") files.push(entry.name);
    else dirs.push(await treeOf(entry));
  }
  return { name: folder.name, dirs, files };
}

/**
 * Shows every entry of a folder, and those of each folder after it.
 *
 * @param path - of the folder, without a slash at its end
 * @param visit - ends the traversal by giving `false`
 * @returns whether it came to its end
 */
export async function traverseFolder(
  folder: FileSystemDirectoryHandle,
  path: string,
  isRecursive: boolean,
  visit: (entry: TraversedEntry) => unknown,
  depth = 0,
): Promise<boolean> {
  for (const handle of await folderEntries(folder)) {
    const entry = { path: `${path}/${handle.name}`, handle, parent: folder, depth };
    if ((await visit(entry)) === false) return false;
    if (!isRecursive || handle.kind === "file") continue;
    if (!(await traverseFolder(handle, entry.path, isRecursive, visit, depth + 1))) return false;
  }
  return true;
}
