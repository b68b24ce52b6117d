import { Errno, FsError } from "../base/index.js";
import type { Verdict } from "./permissions.js";

/**
 * Refuses with an errno.
 *
 * @param detail - the path or descriptor that was asked for
 */
export function refuse(errno: Errno, detail: string): never {
  throw new FsError(errno, detail);
}

/** Throws unless the verdict of a check is 0. */
export function check(verdict: Verdict, detail: string): void {
  if (verdict !== 0) throw new FsError(verdict, detail);
}

/**
 * Checks that `length` bytes from `offset` lie within the buffer.
 *
 * @throws RangeError where they do not, since that is a mistake of the caller and not of the file
 */
export function checkRange(buffer: Uint8Array, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= buffer.length)) {
    throw new RangeError(`${length} bytes from ${offset} do not lie in a buffer of ${buffer.length} bytes.`);
  }
}

/** Checks a file size or position: `EINVAL` below zero or not whole, `EFBIG` past the safe integers. */
export function checkSize(size: number, detail: string): void {
  if (size > Number.MAX_SAFE_INTEGER) refuse(Errno.EFBIG, detail);
  if (!(size >= 0) || !Number.isInteger(size)) refuse(Errno.EINVAL, detail);
}
