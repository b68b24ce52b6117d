/**
 * `struct flock` of musl for wasm32; little-endian, offsets in bytes:
 *
 *      0 l_type i16    2 l_whence i16    8 l_start i64    16 l_len i64    24 l_pid i32
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/fcntl.h.html
 */
export const FlockLayout = { type: 0, whence: 2, start: 8, length: 16, pid: 24, byteLength: 32 } as const;

/** Values of `l_type`. */
export const LockType = { READ: 0, WRITE: 1, UNLOCK: 2 } as const;
