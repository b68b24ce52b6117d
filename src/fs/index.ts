export { MAP_PRIVATE, MAP_SHARED, MAP_TYPE, PROT_READ, PROT_WRITE } from "./actions/mmap.js";
export { SEEK_CUR, SEEK_END, SEEK_SET } from "./actions/seek.js";
export { createFs, type FsOptions } from "./create-fs.js";
export { type Device, major, makedev, minor } from "./devices/device.js";
export { type TerminalAttributes, TerminalRequest, type WindowSize } from "./devices/terminal.js";
export type {
  FileSystem,
  Lookup,
  LookupOptions,
  PathAnalysis,
  Stat,
  TimeChange,
  Timespec,
  Whence,
} from "./file-system.js";
export type { Inode } from "./inode.js";
export { MAX_OPEN_FDS, NAME_MAX, PATH_MAX, SYMLINK_MAX } from "./limits.js";
export {
  isBlkdev,
  isChrdev,
  isDir,
  isFIFO,
  isFile,
  isLink,
  isSocket,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
} from "./mode.js";
export type { Mount, MountType } from "./mount.js";
export type { Observer } from "./observers.js";
export {
  O_ACCMODE,
  O_APPEND,
  O_CLOEXEC,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_LARGEFILE,
  O_NOCTTY,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_PATH,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
} from "./open-flags.js";
export { PATH } from "./path.js";
export type { PathFs } from "./path-fs.js";
export { type Identity, mayCreate, mayDelete, mayLookup, mayOpen } from "./permissions.js";
export { MEMFS } from "./state.js";
export type { Stream } from "./stream.js";
