import { Errno, FsError } from "../../base/index.js";
import { refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { S_IFDIR, S_ISVTX } from "../mode.js";
import type { FsState } from "../state.js";
import { addNode, addUndoably, type Made, undo } from "../tree.js";
import { newEntry } from "./new-entry.js";

/** Linux takes only permissions and the sticky bit from mkdir's mode. */
const MKDIR_MASK = 0o777 | S_ISVTX;

/**
 * Makes a directory.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/mkdir.html
 */
export function mkdir(state: FsState, path: string, mode: number): Inode {
  const { directory, name } = newEntry(state, path, true);
  return addNode(state, directory, name, S_IFDIR | (mode & MKDIR_MASK));
}

/**
 * Makes a directory and those above it that are missing; one that is there already is fine. Where it fails, what it
 * made is gone again.
 *
 * @throws FsError `EEXIST` where something else has the name, `ENOTDIR` where it is in the middle
 */
export function mkdirTree(state: FsState, path: string, mode: number): void {
  const made: Made[] = [];
  try {
    for (const prefix of prefixes(path)) {
      const directory = ensureDirectory(state, prefix, prefix.length === path.length, mode);
      if (directory !== undefined) made.push(directory);
    }
  } catch (error) {
    for (const directory of made.reverse()) undo(state, directory);
    throw error;
  }
}

/** Every start of the path that ends with a component, the path itself last. */
function prefixes(path: string): string[] {
  const ends = [...path.matchAll(/[^/](?=\/+[^/])/g)].map((match) => match.index + 1);
  return [...ends.map((end) => path.slice(0, end)), path];
}

function ensureDirectory(state: FsState, path: string, last: boolean, mode: number): Made | undefined {
  try {
    const { directory, name } = newEntry(state, path, true);
    return addUndoably(state, directory, name, S_IFDIR | (mode & MKDIR_MASK));
  } catch (error) {
    if (!(error instanceof FsError) || error.errno !== Errno.EEXIST) throw error;
  }
  if (!state.walker.resolve(path, true).isDirectory) refuse(last ? Errno.EEXIST : Errno.ENOTDIR, path);
  return undefined;
}
