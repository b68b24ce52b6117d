import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { MAY_READ } from "../mode.js";
import { mayAccess } from "../permissions.js";
import type { FsState } from "../state.js";

/**
 * Lists a directory.
 *
 * @returns `.`, `..`, then the names in order of creation
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/readdir.html
 */
export function readdir(state: FsState, path: string): string[] {
  const directory = state.walker.resolve(path, true);
  if (!directory.isDirectory) refuse(Errno.ENOTDIR, path);
  check(mayAccess(state.identity, directory, MAY_READ), path);
  directory.stampAccess(state.clock);
  return [".", "..", ...childNames(directory)];
}

function childNames(directory: Inode): string[] {
  const names = [...(directory.mount.type.list?.(directory) ?? [])];
  for (let child = directory.firstChild; child !== undefined; child = child.nextSibling) {
    names.push(child.name);
  }
  return names;
}
