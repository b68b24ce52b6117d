/**
 * Constants of the `*at` calls, as musl's `fcntl.h` numbers them.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/fcntl.h.html
 */
export const AtFlag = {
  SYMLINK_NOFOLLOW: 0x100,
  /** For unlinkat. */
  REMOVEDIR: 0x200,
  /** For faccessat; the same bit as {@link AtFlag.REMOVEDIR}. */
  EACCESS: 0x200,
  NO_AUTOMOUNT: 0x800,
  /** An empty path means the descriptor itself. */
  EMPTY_PATH: 0x1000,
} as const;

/** In place of a directory's descriptor: the current directory. */
export const AT_FDCWD = -100;
