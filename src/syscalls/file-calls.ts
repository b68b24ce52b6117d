import { Errno, FsError } from "../base/index.js";
import { type FileSystem, O_CREAT } from "../fs/index.js";
import type { SyscallTable } from "./call-table.js";
import { type GuestMemory, toSafeInteger } from "./guest-memory.js";
import type { PathReader } from "./paths.js";

/** The calls that open a file and set its size. */
export function createFileCalls(fs: FileSystem, memory: GuestMemory, paths: PathReader) {
  return {
    /**
     * `variadic` leads to the mode, which is only there when the file may be created.
     *
     * @returns the descriptor
     * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/open.html
     */
    __syscall_openat(dirfd: number, path: number, flags: number, variadic: number): number {
      const mode = (flags & O_CREAT) !== 0 ? memory.variadic(variadic) : 0;
      return fs.open(paths.readAt(dirfd, path), flags, mode).fd;
    },

    __syscall_ftruncate64(fd: number, length: bigint): void {
      if (length < 0n) throw new FsError(Errno.EINVAL, "a negative length");
      if (length > BigInt(Number.MAX_SAFE_INTEGER)) throw new FsError(Errno.EFBIG);
      fs.ftruncate(fd, toSafeInteger(length));
    },
  } satisfies SyscallTable;
}
