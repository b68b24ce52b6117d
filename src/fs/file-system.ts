import type { FsError } from "../base/index.js";
import type { ByteInput, ByteOutput } from "./devices/byte-device.js";
import type { Device } from "./devices/device.js";
import type { Inode } from "./inode.js";
import type { Mount, MountType } from "./mount.js";
import type { Observer } from "./observers.js";
import type { PathFs } from "./path-fs.js";
import type { Identity } from "./permissions.js";
import type { Stream } from "./stream.js";

/** A point in time: whole seconds since 1970 (negative before it) and nanoseconds 0 to 999,999,999 after them. */
export interface Timespec {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * What stat reports.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html
 */
export interface Stat {
  /** Number of the mount that the inode lives in. */
  readonly dev: number;
  readonly ino: number;
  /** Type and permission bits. */
  readonly mode: number;
  /** 1, or for a directory 2 and one for each directory in it. */
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  /** Device number of a character or block device, else 0. */
  readonly rdev: number;
  /** Bytes; a symbolic link's is the length of its target. */
  readonly size: number;
  readonly blksize: number;
  /** 512-byte units of storage; less than the size where the file has holes. */
  readonly blocks: number;
  readonly atime: Timespec;
  readonly mtime: Timespec;
  readonly ctime: Timespec;
}

/** Where a path leads. */
export interface Lookup {
  /** Absolute path without symbolic links in its directories. */
  readonly path: string;
  readonly node: Inode;
}

/** How {@link FileSystem.lookupPath} walks. */
export interface LookupOptions {
  /** Stop at the directory that holds the last component. */
  readonly parent?: boolean;
  /** Follow a symbolic link in the last component; default `true`. */
  readonly follow?: boolean;
  /** Step from a mount point onto what is mounted there, in the last component; default `true`. */
  readonly followMount?: boolean;
}

/** Which part of a path exists; never throws for a missing one. */
export interface PathAnalysis {
  readonly isRoot: boolean;
  readonly exists: boolean;
  /** The error that looking the path up gives, `undefined` when it exists. */
  readonly error: FsError | undefined;
  readonly name: string | undefined;
  readonly path: string | undefined;
  readonly node: Inode | undefined;
  readonly parentExists: boolean;
  readonly parentPath: string | undefined;
  readonly parentNode: Inode | undefined;
}

/** Whence of llseek: from the start, the current position, the end. */
export type Whence = 0 | 1 | 2;

/** A time for utime, or `"omit"` to leave it, or `"now"`. */
export type TimeChange = Timespec | "omit" | "now";

/**
 * One filesystem: a tree of inodes with mounts, and the descriptors open on it. Every method throws `FsError` with the
 * errno that POSIX names for the case, and changes all it should or nothing.
 *
 * Relative paths start at {@link FileSystem.cwd}. Modes are masked by 0o7777; there is no umask.
 */
export interface FileSystem {
  // Identity
  /** On whose behalf it acts; user 0 unless the options or {@link setIdentity} say otherwise. */
  readonly identity: Identity;
  /** Changes what is given, keeps the rest. */
  setIdentity(change: Partial<Identity>): void;

  // Paths
  /** Absolute path of the current directory; `ENOENT` when it was removed. */
  cwd(): string;
  chdir(path: string): void;
  /** Pure path functions that start at the current directory. */
  readonly PATH_FS: PathFs;
  /** Finds a name in a directory. */
  lookup(directory: Inode, name: string): Inode;
  lookupPath(path: string, options?: LookupOptions): Lookup;
  /** Absolute path of an inode. */
  pathOf(node: Inode): string;
  analyzePath(path: string, follow?: boolean): PathAnalysis;

  // Names and inodes
  /** Makes an empty file that must not exist yet. Modes default to 0o666 for files, 0o777 for directories. */
  create(path: string, mode?: number): Inode;
  mkdir(path: string, mode?: number): Inode;
  /** Makes the missing directories above, too; where it fails, none is made. */
  mkdirTree(path: string, mode?: number): void;
  /** Makes a regular file, device, FIFO or socket, as the type bits of `mode` say. */
  mknod(path: string, mode: number, dev?: number): Inode;
  /** Makes a character device. */
  mkdev(path: string, mode: number, dev: number): Inode;
  symlink(target: string, linkPath: string): Inode;
  /** Hard links are not supported: always throws, `EPERM` (or what looking the paths up gives). */
  link(existingPath: string, newPath: string): never;
  rename(oldPath: string, newPath: string): void;
  rmdir(path: string): void;
  /** Names in a directory, `.` and `..` first. */
  readdir(path: string): string[];
  unlink(path: string): void;
  readlink(path: string): string;

  // Metadata
  stat(path: string): Stat;
  lstat(path: string): Stat;
  fstat(fd: number): Stat;
  /** Checks access as access(2) does; `mode` is an or of 4 (read), 2 (write), 1 (execute); 0 asks for existence. */
  access(path: string, mode: number, follow?: boolean): void;
  chmod(path: string, mode: number): void;
  /** Changes a symbolic link's own permissions, which nothing else looks at. */
  lchmod(path: string, mode: number): void;
  fchmod(fd: number, mode: number): void;
  /** -1 leaves the user or the group as it is. */
  chown(path: string, uid: number, gid: number): void;
  lchown(path: string, uid: number, gid: number): void;
  fchown(fd: number, uid: number, gid: number): void;
  truncate(path: string, length: number): void;
  ftruncate(fd: number, length: number): void;
  utime(path: string, atime: TimeChange, mtime: TimeChange, follow?: boolean): void;
  futime(fd: number, atime: TimeChange, mtime: TimeChange): void;

  // Descriptors
  /** `flags` are the O_ constants of `open-flags.ts` (musl's values). The lowest free descriptor is taken. */
  open(path: string, flags: number, mode?: number): Stream;
  close(stream: Stream): void;
  /** The open streams, by descriptor. */
  openStreams(): readonly Stream[];
  /** The open stream of a descriptor; throws `EBADF` where there is none. */
  getStream(fd: number): Stream;
  /** Duplicates: the new stream shares position and status flags. Lowest free descriptor at or above `minimum`. */
  dup(stream: Stream, minimum?: number): Stream;
  /** dup2: closes what `fd` was. */
  dup2(stream: Stream, fd: number): Stream;
  /**
   * Reads up to `length` bytes into `buffer` at `offset`. With `position` the stream's own position stays.
   * @returns bytes read; 0 at the end of the file
   */
  read(stream: Stream, buffer: Uint8Array, offset: number, length: number, position?: number): number;
  /** Writes all `length` bytes or none; with O_APPEND always at the end. */
  write(stream: Stream, buffer: Uint8Array, offset: number, length: number, position?: number): number;
  /** @returns the new position */
  llseek(stream: Stream, offset: number, whence: Whence): number;
  /** Makes sure that the file has at least `offset + length` bytes, as posix_fallocate does. */
  allocate(stream: Stream, offset: number, length: number): void;
  /** Flushes a stream to its device, as fsync does. */
  sync(stream: Stream): void;
  /** A copy of `length` bytes at `position`, zeros past the end; {@link msync} writes shared ones back. */
  mmap(
    stream: Stream,
    length: number,
    position: number,
    prot: number,
    flags: number,
  ): Uint8Array<ArrayBuffer>;
  /** Writes a shared mapping's bytes back to the file at `position`, never past its end. */
  msync(stream: Stream, bytes: Uint8Array, position: number, flags: number): void;
  /**
   * Device control: the device's own operation; `ENOTTY` where it has none.
   * @param argument - what the request carries, see `devices/terminal.ts`
   */
  ioctl(stream: Stream, request: number, argument: unknown): unknown;

  // Whole files
  readFile(path: string): Uint8Array<ArrayBuffer>;
  readTextFile(path: string): string;
  /** `flags` default to write, create and truncate. */
  writeFile(path: string, data: string | Uint8Array, options?: { mode?: number; flags?: number }): void;
  /** Makes the directories of `path` below `parent`. @returns the absolute path */
  createPath(parent: string, path: string): string;
  /** Makes a file with contents that must not exist yet. */
  createDataFile(parent: string, name: string, data?: string | Uint8Array, mode?: number): Inode;
  /** Makes a character device out of functions that move one byte. */
  createDevice(parent: string, name: string, input?: ByteInput, output?: ByteOutput): Inode;
  /** A read-only file whose bytes `load` gives when first needed. */
  createLazyFile(parent: string, name: string, load: () => Uint8Array, mode?: number): Inode;

  // Devices
  /** Puts a device behind a device number. */
  registerDevice(dev: number, device: Device): void;
  getDevice(dev: number): Device | undefined;

  // Observers
  /** Tells an observer of what happens from now on. @returns ends that */
  observe(observer: Observer): () => void;

  // Mounts
  /** Mounts on an empty directory; `ENOTDIR`, `EBUSY`. `options` are for the type. */
  mount(type: MountType, options: unknown, mountPoint: string): Mount;
  /** Takes a mount away with everything in it; `EINVAL`, `EBUSY` while it is in use. */
  unmount(mountPoint: string): void;
  /** Every mount, the root's first. */
  getMounts(): readonly Mount[];
  /** Synchronises every mount with its backing store; rejects with the first error after all have finished. */
  syncfs(populate: boolean): Promise<void>;
}
