import { Errno } from "../../base/index.js";
import { refuse } from "../check.js";
import type { Inode } from "../inode.js";
import {
  isBlkdev,
  isChrdev,
  PERMISSION_MASK,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
} from "../mode.js";
import { isPrivileged } from "../permissions.js";
import type { FsState } from "../state.js";
import { addNode } from "../tree.js";
import { newEntry } from "./new-entry.js";

const MAKEABLE = new Set([S_IFREG, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK]);

/**
 * Makes a regular file, device, FIFO or socket.
 *
 * @param mode - type and permission bits; a regular file where the type is 0
 * @param dev - number of a device
 * @throws FsError `EPERM` for a directory, and for a device unless user 0 makes it; `EINVAL` for a link
 * @see https://man7.org/linux/man-pages/man2/mknod.2.html
 */
export function mknod(state: FsState, path: string, mode: number, dev: number): Inode {
  const type = mode & S_IFMT || S_IFREG;
  if (type === S_IFDIR) refuse(Errno.EPERM, path);
  if (!MAKEABLE.has(type)) refuse(Errno.EINVAL, path);
  const { directory, name } = newEntry(state, path, false);
  const isDevice = isChrdev(type) || isBlkdev(type);
  if (isDevice && !isPrivileged(state.identity)) refuse(Errno.EPERM, path);
  return addNode(state, directory, name, type | (mode & PERMISSION_MASK), isDevice ? dev : 0);
}

/** Makes a character device, or with its type in the mode a block device. */
export function mkdev(state: FsState, path: string, mode: number, dev: number): Inode {
  return mknod(state, path, isBlkdev(mode) ? mode : S_IFCHR | (mode & PERMISSION_MASK), dev);
}
