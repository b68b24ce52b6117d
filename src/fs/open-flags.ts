import { MAY_EXECUTE, MAY_READ, MAY_WRITE } from "./mode.js";

/**
 * Flags of open, with the values that the C library inside `sqlite3.wasm` uses (musl's generic ones, which are also
 * Linux's on x86).
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/fcntl.h.html
 */
export const O_RDONLY = 0;
export const O_WRONLY = 0o1;
export const O_RDWR = 0o2;
/** Mask of the access mode. */
export const O_ACCMODE = 0o3;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_NOCTTY = 0o400;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_LARGEFILE = 0o100000;
export const O_DIRECTORY = 0o200000;
export const O_NOFOLLOW = 0o400000;
export const O_CLOEXEC = 0o2000000;
export const O_PATH = 0o10000000;

/** The status flags that fcntl's F_SETFL may change on an open stream. */
export const SETTABLE_STATUS_FLAGS = O_APPEND | O_NONBLOCK;

const FOPEN_FLAGS = new Map([
  ["r", O_RDONLY],
  ["r+", O_RDWR],
  ["w", O_WRONLY | O_CREAT | O_TRUNC],
  ["w+", O_RDWR | O_CREAT | O_TRUNC],
  ["a", O_WRONLY | O_CREAT | O_APPEND],
  ["a+", O_RDWR | O_CREAT | O_APPEND],
]);

/**
 * Turns the mode string of fopen into flags of open.
 *
 * @param text - `"r"`, `"w"` or `"a"`, then any of `+`, `b`, `x` (exclusive), `e` (close on exec)
 * @returns an or of O_ constants
 * @throws RangeError for any other text
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/fopen.html
 */
export function flagsFromString(text: string): number {
  const base = FOPEN_FLAGS.get(text.replace(/[bxe]/g, ""));
  if (base === undefined) throw new RangeError(`Unknown open mode "${text}".`);
  return base | (text.includes("x") ? O_EXCL : 0) | (text.includes("e") ? O_CLOEXEC : 0);
}

/**
 * The permissions that opening with these flags needs on an existing file.
 *
 * @param flags - an or of O_ constants
 * @returns an or of 4 (read) and 2 (write)
 */
export function permissionsForFlags(flags: number): number {
  const accessMode = flags & O_ACCMODE;
  const read = accessMode === O_WRONLY ? 0 : MAY_READ;
  const write = accessMode === O_RDONLY ? 0 : MAY_WRITE;
  return read | write | (flags & O_TRUNC ? MAY_WRITE : 0);
}

/**
 * Spells the permissions that opening with these flags needs.
 *
 * @param flags - an or of O_ constants
 * @returns `"r"`, `"w"` or `"rw"`
 */
export function flagsToPermissionString(flags: number): string {
  const permissions = permissionsForFlags(flags);
  return (permissions & MAY_READ ? "r" : "") + (permissions & MAY_WRITE ? "w" : "");
}

/**
 * Reads a permission string.
 *
 * @param text - any of the letters `r`, `w` and `x`, each at most once
 * @returns an or of 4 (read), 2 (write) and 1 (execute)
 * @throws RangeError for any other text
 */
export function permissionStringToMask(text: string): number {
  let mask = 0;
  for (const letter of text) {
    const bit = letter === "r" ? MAY_READ : letter === "w" ? MAY_WRITE : letter === "x" ? MAY_EXECUTE : 0;
    if (bit === 0 || mask & bit) throw new RangeError(`Not a permission string: "${text}".`);
    mask |= bit;
  }
  return mask;
}
