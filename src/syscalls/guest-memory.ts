import { decodeUtf8, Errno, FsError } from "../base/index.js";
import { PATH_MAX } from "../fs/index.js";
import type { Heap } from "../wasm/index.js";

const TWO_TO_32 = 0x1_0000_0000;

/**
 * Wasm memory as the kernel side of a system call sees it: addresses come from C code that may be wrong, so every range
 * is checked before it is used, and a bad one is `EFAULT`. Views are read from the heap at each use.
 */
export class GuestMemory {
  readonly heap: Heap;

  constructor(heap: Heap) {
    this.heap = heap;
  }

  /**
   * Checks that `length` bytes at `pointer` lie in the memory. Address 0 is refused, except for a length of 0.
   *
   * @param pointer - an i32 as wasm passes it, so addresses from 2 GiB up are negative
   * @returns the address, unsigned
   * @throws FsError `EFAULT`
   */
  range(pointer: number, length: number): number {
    const address = pointer >>> 0;
    if (address + length > this.heap.byteLength || (address === 0 && length > 0)) {
      throw new FsError(Errno.EFAULT, `${length} bytes at address ${address}`);
    }
    return address;
  }

  /**
   * Reads a path.
   *
   * @throws FsError `EFAULT` for a null pointer or one whose zero byte never comes, `ENAMETOOLONG` from
   *   PATH_MAX on
   */
  path(pointer: number): string {
    const address = this.range(pointer, 1);
    const { u8 } = this.heap;
    const limit = Math.min(address + PATH_MAX, u8.length);
    let end = address;
    while (end < limit && u8[end] !== 0) end++;
    if (end === address + PATH_MAX) throw new FsError(Errno.ENAMETOOLONG);
    if (end === limit) throw new FsError(Errno.EFAULT, `unterminated path at address ${address}`);
    return decodeUtf8(u8.subarray(address, end));
  }

  /** Reads the i32 that a variadic call was given: C passes the address of the list of its further arguments. */
  variadic(list: number): number {
    return this.heap.view.getInt32(this.range(list, 4), true);
  }

  /** Stores an integer as i64, or u64, without making a bigint: two halves of 32 bits. */
  pokeInteger(address: number, value: number): void {
    const { view } = this.heap;
    view.setUint32(address, value >>> 0, true);
    view.setInt32(address + 4, Math.floor(value / TWO_TO_32) | 0, true);
  }

  /**
   * Reads an i64 as a number.
   *
   * @throws FsError `EOVERFLOW` beyond 2^53
   */
  peekInteger(address: number): number {
    const { view } = this.heap;
    const value = view.getInt32(address + 4, true) * TWO_TO_32 + view.getUint32(address, true);
    if (!Number.isSafeInteger(value)) throw new FsError(Errno.EOVERFLOW);
    return value;
  }
}

/**
 * Turns an i64 argument into a number.
 *
 * @throws FsError `EOVERFLOW` beyond 2^53, where numbers stop being exact
 */
export function toSafeInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new FsError(Errno.EOVERFLOW);
  return number;
}
