import { Errno, FsError } from "../base/index.js";
import type { FileSystem, TimeChange } from "../fs/index.js";
import { AT_FDCWD, AtFlag } from "./at-flags.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";
import { checkFlags, type PathReader } from "./paths.js";
import { TimespecLayout } from "./stat-layout.js";

/** In `tv_nsec`: the present time, or no change. */
const UTIME_NOW = 0x3fff_ffff;
const UTIME_OMIT = 0x3fff_fffe;

/** R_OK, W_OK and X_OK together. */
const ACCESS_MODES = 7;

function readTimeChange(memory: GuestMemory, address: number): TimeChange {
  const nanoseconds = memory.heap.view.getInt32(address + TimespecLayout.nanoseconds, true);
  if (nanoseconds === UTIME_NOW) return "now";
  if (nanoseconds === UTIME_OMIT) return "omit";
  if (nanoseconds < 0 || nanoseconds > 999_999_999) throw new FsError(Errno.EINVAL, "tv_nsec");
  return { seconds: memory.peekInteger(address + TimespecLayout.seconds), nanoseconds };
}

/** Owners are unsigned, but for the -1 that means no change. */
function ownerOf(id: number): number {
  return id === -1 ? -1 : id >>> 0;
}

/** The calls that check or change permissions, owner and times. */
export function createMetadataCalls(fs: FileSystem, memory: GuestMemory, paths: PathReader) {
  return {
    /** @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/faccessat.html */
    __syscall_faccessat(dirfd: number, path: number, mode: number, flags: number): void {
      checkFlags(flags, AtFlag.SYMLINK_NOFOLLOW | AtFlag.EACCESS | AtFlag.EMPTY_PATH);
      checkFlags(mode, ACCESS_MODES);
      const target = paths.targetAt(dirfd, path, flags);
      const checked = "fd" in target ? fs.pathOf(fs.getStream(target.fd).node) : target.path;
      fs.access(checked, mode, (flags & AtFlag.SYMLINK_NOFOLLOW) === 0);
    },

    __syscall_chmod(path: number, mode: number): void {
      fs.chmod(paths.read(path), mode);
    },

    __syscall_fchmod(fd: number, mode: number): void {
      fs.fchmod(fd, mode);
    },

    __syscall_fchown32(fd: number, uid: number, gid: number): void {
      fs.fchown(fd, ownerOf(uid), ownerOf(gid));
    },

    /**
     * `times` is null for the present time, else two `struct timespec`: access, then modification. A null path means the
     * descriptor itself, which is how futimens arrives.
     *
     * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/futimens.html
     */
    __syscall_utimensat(dirfd: number, path: number, times: number, flags: number): void {
      checkFlags(flags, AtFlag.SYMLINK_NOFOLLOW | AtFlag.EMPTY_PATH);
      let accessTime: TimeChange = "now";
      let modificationTime: TimeChange = "now";
      if (times !== 0) {
        const address = memory.range(times, 2 * TimespecLayout.byteLength);
        accessTime = readTimeChange(memory, address);
        modificationTime = readTimeChange(memory, address + TimespecLayout.byteLength);
      }
      const target = path === 0 && dirfd !== AT_FDCWD ? { fd: dirfd } : paths.targetAt(dirfd, path, flags);
      if ("fd" in target) fs.futime(target.fd, accessTime, modificationTime);
      else {
        fs.utime(target.path, accessTime, modificationTime, (flags & AtFlag.SYMLINK_NOFOLLOW) === 0);
      }
    },
  } satisfies SyscallTable;
}
