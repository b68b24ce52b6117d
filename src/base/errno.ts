/**
 * Error numbers as the C library inside `sqlite3.wasm` knows them: WASI preview 1 numbering, which differs from Linux's.
 *
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/errno.h.html
 */
export const Errno = {
  E2BIG: 1,
  EACCES: 2,
  EAGAIN: 6,
  EBADF: 8,
  EBUSY: 10,
  EEXIST: 20,
  EFAULT: 21,
  EFBIG: 22,
  EINTR: 27,
  EINVAL: 28,
  EIO: 29,
  EISDIR: 31,
  ELOOP: 32,
  EMFILE: 33,
  EMLINK: 34,
  ENAMETOOLONG: 37,
  ENFILE: 41,
  ENODEV: 43,
  ENOENT: 44,
  ENOMEM: 48,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTSUP: 58,
  ENOTTY: 59,
  ENXIO: 60,
  EOVERFLOW: 61,
  EPERM: 63,
  EPIPE: 64,
  ERANGE: 68,
  EROFS: 69,
  ESPIPE: 70,
  EXDEV: 75,
} as const;

/** Name of an error number, for example `"ENOENT"`. */
export type ErrnoName = keyof typeof Errno;

/** One of the error numbers in {@link Errno}. */
export type Errno = (typeof Errno)[ErrnoName];

const names = new Map<number, ErrnoName>(
  Object.entries(Errno).map(([name, number]) => [number, name as ErrnoName]),
);

/**
 * Names an error number.
 *
 * @param errno - a positive error number
 * @returns its POSIX name, or `undefined` where {@link Errno} does not list it
 */
export function errnoName(errno: number): ErrnoName | undefined {
  return names.get(errno);
}
