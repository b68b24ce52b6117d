/**
 * File modes: type bits and permission bits in one number.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html
 */

/** Mask of the type bits. */
export const S_IFMT = 0o170000;
export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFBLK = 0o060000;
export const S_IFDIR = 0o040000;
export const S_IFCHR = 0o020000;
export const S_IFIFO = 0o010000;

/** Set user id on execution. */
export const S_ISUID = 0o4000;
/** Set group id on execution; on a directory: new entries inherit its group. */
export const S_ISGID = 0o2000;
/** Sticky: only the owner of an entry or of the directory deletes from the directory. */
export const S_ISVTX = 0o1000;
/** Execution by the group. */
export const S_IXGRP = 0o0010;
/** Execution by anyone. */
export const S_IXUGO = 0o0111;

/** Mask of everything in a mode that chmod may change. */
export const PERMISSION_MASK = 0o7777;
/** Permissions of a new file where none are given. */
export const DEFAULT_FILE_MODE = 0o666;
/** Permissions of a new directory where none are given. */
export const DEFAULT_DIRECTORY_MODE = 0o777;

/** Access bits, as access(2) and permission checks take them. */
export const MAY_EXECUTE = 1;
export const MAY_WRITE = 2;
export const MAY_READ = 4;

/** Is this the mode of a regular file? */
export function isFile(mode: number): boolean {
  return (mode & S_IFMT) === S_IFREG;
}

/** Is this the mode of a directory? */
export function isDir(mode: number): boolean {
  return (mode & S_IFMT) === S_IFDIR;
}

/** Is this the mode of a symbolic link? */
export function isLink(mode: number): boolean {
  return (mode & S_IFMT) === S_IFLNK;
}

/** Is this the mode of a character device? */
export function isChrdev(mode: number): boolean {
  return (mode & S_IFMT) === S_IFCHR;
}

/** Is this the mode of a block device? */
export function isBlkdev(mode: number): boolean {
  return (mode & S_IFMT) === S_IFBLK;
}

/** Is this the mode of a FIFO? */
export function isFIFO(mode: number): boolean {
  return (mode & S_IFMT) === S_IFIFO;
}

/** Is this the mode of a socket? */
export function isSocket(mode: number): boolean {
  return (mode & S_IFMT) === S_IFSOCK;
}

const TYPE_LETTERS = new Map([
  [S_IFSOCK, "s"],
  [S_IFLNK, "l"],
  [S_IFREG, "-"],
  [S_IFBLK, "b"],
  [S_IFDIR, "d"],
  [S_IFCHR, "c"],
  [S_IFIFO, "p"],
]);

/**
 * Spells a mode as `ls -l` does.
 *
 * @param mode - type and permission bits
 * @returns ten characters, for example `"drwxr-xr-t"`; `?` for an unknown type
 */
export function modeToString(mode: number): string {
  const type = TYPE_LETTERS.get(mode & S_IFMT) ?? "?";
  return (
    type +
    triple(mode >> 6, mode & S_ISUID, "s") +
    triple(mode >> 3, mode & S_ISGID, "s") +
    triple(mode, mode & S_ISVTX, "t")
  );
}

function triple(bits: number, special: number, letter: string): string {
  const execute = bits & MAY_EXECUTE;
  const last = special === 0 ? (execute ? "x" : "-") : execute ? letter : letter.toUpperCase();
  return (bits & MAY_READ ? "r" : "-") + (bits & MAY_WRITE ? "w" : "-") + last;
}
