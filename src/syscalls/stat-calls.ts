import type { FileSystem } from "../fs/index.js";
import { AtFlag } from "./at-flags.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";
import { checkFlags, type PathReader } from "./paths.js";
import { writeStat } from "./stat-layout.js";

/**
 * The calls that report a file's metadata.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/fstatat.html
 */
export function createStatCalls(fs: FileSystem, memory: GuestMemory, paths: PathReader) {
  return {
    __syscall_stat64(path: number, buffer: number): void {
      writeStat(memory, buffer, fs.stat(paths.read(path)));
    },

    __syscall_lstat64(path: number, buffer: number): void {
      writeStat(memory, buffer, fs.lstat(paths.read(path)));
    },

    __syscall_fstat64(fd: number, buffer: number): void {
      writeStat(memory, buffer, fs.fstat(fd));
    },

    __syscall_newfstatat(dirfd: number, path: number, buffer: number, flags: number): void {
      checkFlags(flags, AtFlag.SYMLINK_NOFOLLOW | AtFlag.NO_AUTOMOUNT | AtFlag.EMPTY_PATH);
      const target = paths.targetAt(dirfd, path, flags);
      if ("fd" in target) writeStat(memory, buffer, fs.fstat(target.fd));
      else if ((flags & AtFlag.SYMLINK_NOFOLLOW) !== 0) writeStat(memory, buffer, fs.lstat(target.path));
      else writeStat(memory, buffer, fs.stat(target.path));
    },
  } satisfies SyscallTable;
}
