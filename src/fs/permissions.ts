import { Errno } from "../base/index.js";
import type { Inode } from "./inode.js";
import {
  isDir,
  isLink,
  MAY_EXECUTE,
  MAY_READ,
  MAY_WRITE,
  PERMISSION_MASK,
  S_IFMT,
  S_IFREG,
  S_ISGID,
  S_ISUID,
  S_ISVTX,
  S_IXGRP,
  S_IXUGO,
} from "./mode.js";
import { O_DIRECTORY, permissionsForFlags } from "./open-flags.js";

/** On whose behalf the filesystem acts. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  /** Every check of permissions and ownership passes. */
  readonly ignorePermissions: boolean;
}

/** The answer of a check: 0, or the errno to refuse with. */
export type Verdict = Errno | 0;

/** May this identity do what only user 0 may? */
export function isPrivileged(identity: Identity): boolean {
  return identity.ignorePermissions || identity.uid === 0;
}

/** Does the identity own the node, or need not? */
export function isOwner(identity: Identity, node: Inode): boolean {
  return isPrivileged(identity) || identity.uid === node.uid;
}

/** Is the identity a member of the group? */
export function isMember(identity: Identity, gid: number): boolean {
  return identity.gid === gid || identity.groups.includes(gid);
}

/**
 * The permission bits of the class that applies: owner, else group, else others. User 0 reads and writes everything,
 * searches every directory, and executes what anyone may execute.
 *
 * @param mask - an or of 4 (read), 2 (write), 1 (execute or search)
 * @returns `EROFS` or `EPERM` for what nobody may write, `EACCES` for what this identity may not do
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap04.html#tag_04_07
 */
export function mayAccess(identity: Identity, node: Inode, mask: number): Verdict {
  if (mask & MAY_WRITE) {
    if (node.mount.readOnly && (node.content !== undefined || node.isDirectory)) return Errno.EROFS;
    if (node.content?.readOnly) return Errno.EPERM;
  }
  if (identity.ignorePermissions) return 0;
  const mode = node.mode;
  if (identity.uid === 0) {
    const executable = isDir(mode) || (mode & S_IXUGO) !== 0;
    return mask & MAY_EXECUTE && !executable ? Errno.EACCES : 0;
  }
  const shift = identity.uid === node.uid ? 6 : isMember(identity, node.gid) ? 3 : 0;
  return mask & ~(mode >> shift) ? Errno.EACCES : 0;
}

/** May names be looked up in the directory? */
export function mayLookup(identity: Identity, directory: Inode): Verdict {
  return mayAccess(identity, directory, MAY_EXECUTE);
}

/**
 * May a name be made in the directory?
 *
 * @param existing - what has the name already
 * @returns `EEXIST`, `ENOENT` in a removed directory, or what {@link mayAccess} says
 */
export function mayCreate(identity: Identity, directory: Inode, existing?: Inode): Verdict {
  if (existing !== undefined) return Errno.EEXIST;
  if (directory.removed) return Errno.ENOENT;
  return mayAccess(identity, directory, MAY_WRITE | MAY_EXECUTE);
}

/**
 * May a name be taken out of the directory? In a sticky directory only its owner and the victim's owner may.
 *
 * @param victim - what has the name
 * @param asDirectory - whether a directory is wanted (rmdir) or anything else (unlink)
 * @returns `EACCES`, `EPERM`, `ENOTDIR`, `EISDIR`, or `EBUSY` for a mount point
 */
export function mayDelete(
  identity: Identity,
  directory: Inode,
  victim: Inode,
  asDirectory: boolean,
): Verdict {
  const denied = mayAccess(identity, directory, MAY_WRITE | MAY_EXECUTE);
  if (denied !== 0) return denied;
  if (directory.mode & S_ISVTX && !isOwner(identity, victim) && !isOwner(identity, directory)) {
    return Errno.EPERM;
  }
  if (asDirectory && !victim.isDirectory) return Errno.ENOTDIR;
  if (!asDirectory && victim.isDirectory) return Errno.EISDIR;
  return victim.mounted === undefined ? 0 : Errno.EBUSY;
}

/**
 * May an existing node be opened with these flags?
 *
 * @param flags - an or of O_ constants
 * @returns `ELOOP` for a symbolic link, `EISDIR`, `ENOTDIR`, or what {@link mayAccess} says
 */
export function mayOpen(identity: Identity, node: Inode, flags: number): Verdict {
  const mask = permissionsForFlags(flags);
  if (flags & O_DIRECTORY && !node.isDirectory) return Errno.ENOTDIR;
  if (isLink(node.mode)) return Errno.ELOOP;
  if (node.isDirectory && mask & MAY_WRITE) return Errno.EISDIR;
  return mayAccess(identity, node, mask & (MAY_READ | MAY_WRITE));
}

/**
 * The mode that chmod gives: one who is not in the file's group may not set its set-group-id bit.
 *
 * @param gid - the group that the node has or is about to get
 */
export function permittedMode(identity: Identity, node: Inode, mode: number, gid = node.gid): number {
  const type = node.mode & S_IFMT;
  const strip = isPrivileged(identity) || isMember(identity, gid) ? 0 : S_ISGID;
  return type | (mode & PERMISSION_MASK & ~strip);
}

/** The mode without what a change of owner takes away: set-user-id, and set-group-id of what its group executes. */
export function modeAfterChown(identity: Identity, node: Inode): number {
  if (node.isDirectory) return node.mode;
  const trusted = isPrivileged(identity) || isMember(identity, node.gid);
  const dropGroup = (node.mode & S_IXGRP) !== 0 || !trusted;
  return node.mode & ~S_ISUID & ~(dropGroup ? S_ISGID : 0);
}

/** The mode after a write or truncation: what chown takes away goes, unless user 0 writes. */
export function modeAfterWrite(identity: Identity, node: Inode): number {
  const special = node.mode & (S_ISUID | S_ISGID);
  if (special === 0 || isPrivileged(identity) || (node.mode & S_IFMT) !== S_IFREG) return node.mode;
  return modeAfterChown(identity, node);
}
