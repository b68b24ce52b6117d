import { Errno, encodeUtf8, FsError, utf8Length } from "../base/index.js";
import type { FileSystem } from "../fs/index.js";
import { type Pointer, writeCString } from "../wasm/index.js";
import { AtFlag } from "./at-flags.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";
import { checkFlags, type PathReader } from "./paths.js";

/** The calls that change or read names in directories. */
export function createDirectoryCalls(fs: FileSystem, memory: GuestMemory, paths: PathReader) {
  return {
    __syscall_mkdirat(dirfd: number, path: number, mode: number): void {
      fs.mkdir(paths.readAt(dirfd, path), mode);
    },

    __syscall_rmdir(path: number): void {
      fs.rmdir(paths.read(path));
    },

    /** @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/unlinkat.html */
    __syscall_unlinkat(dirfd: number, path: number, flags: number): void {
      checkFlags(flags, AtFlag.REMOVEDIR);
      const target = paths.readAt(dirfd, path);
      if ((flags & AtFlag.REMOVEDIR) !== 0) fs.rmdir(target);
      else fs.unlink(target);
    },

    /**
     * Writes a symbolic link's target, cut at `size` bytes and without a terminating zero.
     *
     * @returns bytes written
     * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/readlinkat.html
     */
    __syscall_readlinkat(dirfd: number, path: number, buffer: number, size: number): number {
      if (size <= 0) throw new FsError(Errno.EINVAL, "a buffer of no bytes");
      const target = encodeUtf8(fs.readlink(paths.readAt(dirfd, path)));
      const length = Math.min(target.length, size);
      const address = memory.range(buffer, length);
      memory.heap.u8.set(target.subarray(0, length), address);
      return length;
    },

    /**
     * Writes the current directory and a terminating zero.
     *
     * @returns bytes written, the terminating zero included
     * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/getcwd.html
     */
    __syscall_getcwd(buffer: number, size: number): number {
      if (size === 0) throw new FsError(Errno.EINVAL, "a buffer of no bytes");
      const directory = fs.cwd();
      const needed = utf8Length(directory) + 1;
      if (needed > size >>> 0) throw new FsError(Errno.ERANGE);
      const address = memory.range(buffer, needed);
      return writeCString(memory.heap, directory, address as Pointer, needed);
    },
  } satisfies SyscallTable;
}
