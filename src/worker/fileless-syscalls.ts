import { Errno } from "../base/index.js";
import {
  createEnvironCalls,
  createTimeCalls,
  createWasiClockCalls,
  GuestMemory,
  guardSyscalls,
  hostClock,
  type SyscallContext,
  type SyscallHost,
  type SyscallImports,
  TimeZone,
} from "../syscalls/index.js";
import { createRandomFile } from "./random-file.js";

/** Calls that fail with `ENOSYS`: C sees a system without files. */
const MISSING_CALLS = [
  "__syscall_chmod",
  "__syscall_faccessat",
  "__syscall_fchmod",
  "__syscall_fchown32",
  "__syscall_fcntl64",
  "__syscall_fstat64",
  "__syscall_ftruncate64",
  "__syscall_getcwd",
  "__syscall_ioctl",
  "__syscall_lstat64",
  "__syscall_mkdirat",
  "__syscall_newfstatat",
  "__syscall_readlinkat",
  "__syscall_rmdir",
  "__syscall_stat64",
  "__syscall_unlinkat",
  "__syscall_utimensat",
  "_mmap_js",
  "_munmap_js",
];

/** The same for calls of WASI, which give error numbers as they are. */
const MISSING_WASI_CALLS = ["fd_fdstat_get", "fd_seek", "fd_sync", "fd_write"];

/**
 * Makes the system calls of a worker: time, an empty environment and random bytes, but no files. Databases live in VFSes
 * or in memory; a file of any other kind would be lost with the worker, so opening one fails. With a whole filesystem
 * the worker would be 39 KB gzipped instead of 24.
 */
export function createFilelessSyscalls(): SyscallHost {
  return { bind: bindCalls };
}

function bindCalls({ heap }: SyscallContext): SyscallImports {
  const memory = new GuestMemory(heap);
  const { openat, fd_read, fd_close } = createRandomFile(memory);
  const env = { ...createTimeCalls(memory, hostClock, new TimeZone()), __syscall_openat: openat };
  const wasi = {
    ...createWasiClockCalls(memory, hostClock),
    ...createEnvironCalls(memory, {}),
    fd_read,
    fd_close,
  };
  // A failure of ours shows as EIO; there is nobody to tell.
  const ignore = () => {};
  return {
    env: { ...missing(MISSING_CALLS, -Errno.ENOSYS), ...guardSyscalls(env, -1, ignore) },
    wasi_snapshot_preview1: {
      ...missing(MISSING_WASI_CALLS, Errno.ENOSYS),
      ...guardSyscalls(wasi, 1, ignore),
    },
  };
}

function missing(names: readonly string[], result: number): Record<string, () => number> {
  return Object.fromEntries(names.map((name) => [name, () => result]));
}
