import { Errno, FsError } from "../base/index.js";
import type { GuestMemory } from "./guest-memory.js";

/** Most buffers that one call may gather from or scatter to: IOV_MAX of musl's `limits.h`. */
const IOV_MAX = 1024;

/** `struct iovec`, which WASI calls `iovec` and `ciovec`: 0 address u32, 4 length u32. */
export const IovecLayout = { address: 0, length: 4, byteLength: 8 } as const;

/**
 * Checks a list of buffers, so that a transfer starts only when all of them can be reached.
 *
 * @returns the list's address, unsigned
 * @throws FsError `EFAULT`; `EINVAL` for too many buffers, or more bytes than a signed result can count
 */
export function checkIovecs(memory: GuestMemory, list: number, count: number): number {
  if (count < 0 || count > IOV_MAX) throw new FsError(Errno.EINVAL, `${count} buffers`);
  const address = memory.range(list, count * IovecLayout.byteLength);
  const { view } = memory.heap;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const entry = address + index * IovecLayout.byteLength;
    const length = view.getUint32(entry + IovecLayout.length, true);
    memory.range(view.getUint32(entry + IovecLayout.address, true), length);
    total += length;
  }
  if (total > 0x7fff_ffff) throw new FsError(Errno.EINVAL, `${total} bytes`);
  return address;
}
