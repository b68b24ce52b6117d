import { Errno, FsError } from "../base/index.js";
import { type FileSystem, O_CLOEXEC, O_CREAT, O_EXCL, O_NOCTTY, O_TRUNC, type Stream } from "../fs/index.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";
import { RecordLocks } from "./record-locks.js";

/**
 * Commands of fcntl, as musl numbers them for Emscripten (the locks differ from other platforms).
 *
 * @see https://github.com/emscripten-core/emscripten/blob/main/system/lib/libc/musl/arch/emscripten/bits/fcntl.h
 */
export const FcntlCommand = {
  DUPFD: 0,
  GETFD: 1,
  SETFD: 2,
  GETFL: 3,
  SETFL: 4,
  GETLK: 12,
  SETLK: 13,
  SETLKW: 14,
  DUPFD_CLOEXEC: 1030,
} as const;

const FD_CLOEXEC = 1;

/** What F_GETFL does not tell: flags that only concern opening, and the one that belongs to the descriptor. */
const OPENING_FLAGS = O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC;

/** Controls descriptors: duplicates, flags, record locks. */
export function createFcntlCalls(fs: FileSystem, memory: GuestMemory) {
  const locks = new RecordLocks(fs, memory);

  function duplicate(stream: Stream, minimum: number, closeOnExec: boolean): number {
    if (minimum < 0) throw new FsError(Errno.EINVAL, `descriptor ${minimum}`);
    const copy = fs.dup(stream, minimum);
    copy.closeOnExec = closeOnExec;
    return copy.fd;
  }

  return {
    /**
     * `variadic` leads to the command's argument, where it has one.
     *
     * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html
     */
    __syscall_fcntl64(fd: number, command: number, variadic: number): number {
      const stream = fs.getStream(fd);
      switch (command) {
        case FcntlCommand.DUPFD:
          return duplicate(stream, memory.variadic(variadic), false);
        case FcntlCommand.DUPFD_CLOEXEC:
          return duplicate(stream, memory.variadic(variadic), true);
        case FcntlCommand.GETFD:
          return stream.closeOnExec ? FD_CLOEXEC : 0;
        case FcntlCommand.SETFD:
          stream.closeOnExec = (memory.variadic(variadic) & FD_CLOEXEC) !== 0;
          return 0;
        case FcntlCommand.GETFL:
          return stream.flags & ~OPENING_FLAGS;
        case FcntlCommand.SETFL:
          stream.setStatusFlags(memory.variadic(variadic));
          return 0;
        case FcntlCommand.GETLK:
          locks.find(stream, memory.variadic(variadic));
          return 0;
        case FcntlCommand.SETLK:
        case FcntlCommand.SETLKW:
          locks.set(stream, memory.variadic(variadic));
          return 0;
        default:
          throw new FsError(Errno.EINVAL, `fcntl command ${command}`);
      }
    },
  } satisfies SyscallTable;
}
