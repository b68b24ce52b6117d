import { Errno, utf8Length } from "../../base/index.js";
import { refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { PATH_MAX } from "../limits.js";
import { isLink, S_IFLNK } from "../mode.js";
import type { FsState } from "../state.js";
import { addNode } from "../tree.js";
import { newEntry } from "./new-entry.js";

/**
 * Makes a symbolic link.
 *
 * @param target - any text but the empty one (`ENOENT`), up to 4,095 bytes (`ENAMETOOLONG`)
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/symlink.html
 */
export function symlink(state: FsState, target: string, linkPath: string): Inode {
  if (target === "") refuse(Errno.ENOENT, "the target of a symbolic link is empty");
  if (utf8Length(target) >= PATH_MAX) refuse(Errno.ENAMETOOLONG, target);
  if (target.includes("\0")) refuse(Errno.EINVAL, "a target with a zero character");
  const { directory, name } = newEntry(state, linkPath, false);
  const node = addNode(state, directory, name, S_IFLNK | 0o777);
  node.target = target;
  return node;
}

/**
 * Reads a symbolic link's target.
 *
 * @throws FsError `EINVAL` for anything else
 */
export function readlink(state: FsState, path: string): string {
  const node = state.walker.resolve(path, false);
  if (!isLink(node.mode)) refuse(Errno.EINVAL, path);
  node.stampAccess(state.clock);
  return node.target;
}

/** Refuses a hard link: `EPERM`, or what looking the two paths up gives. */
export function link(state: FsState, existingPath: string, newPath: string): never {
  const { mount } = state.walker.resolve(existingPath, false);
  const { directory } = newEntry(state, newPath, false);
  refuse(directory.mount === mount ? Errno.EPERM : Errno.EXDEV, newPath);
}
