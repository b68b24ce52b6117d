import { Errno, FsError } from "../base/index.js";
import type { GuestMemory } from "../syscalls/index.js";

const PATH = "/dev/urandom";
/** The first descriptor after standard input, output and error. */
const DESCRIPTOR = 3;
/** Bytes of an entry of the list that `fd_read` takes: a pointer and a length. */
const IOVEC_SIZE = 8;
/** Most bytes that `crypto.getRandomValues` gives at once. */
const RANDOM_LIMIT = 65_536;

/**
 * Makes the calls for the one file of a worker: SQLite seeds its generator, and so `random()` and `randomblob()`, from it
 * when the default VFS is its own.
 */
export function createRandomFile(memory: GuestMemory) {
  return {
    openat(_directory: number, path: number): number {
      if (memory.path(path) !== PATH) throw new FsError(Errno.ENOENT);
      return DESCRIPTOR;
    },

    fd_read(descriptor: number, vectors: number, count: number, bytesRead: number): void {
      requireOpen(descriptor);
      const { heap } = memory;
      const list = memory.range(vectors, count * IOVEC_SIZE);
      let total = 0;
      for (let entry = list; entry < list + count * IOVEC_SIZE; entry += IOVEC_SIZE) {
        const length = Math.min(heap.view.getUint32(entry + 4, true), RANDOM_LIMIT);
        const address = memory.range(heap.view.getUint32(entry, true), length);
        crypto.getRandomValues(heap.u8.subarray(address, address + length));
        total += length;
      }
      heap.view.setUint32(memory.range(bytesRead, 4), total, true);
    },

    fd_close: requireOpen,
  };
}

function requireOpen(descriptor: number): void {
  if (descriptor !== DESCRIPTOR) throw new FsError(Errno.EBADF);
}
