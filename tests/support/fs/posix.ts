/** A point in time in nanoseconds since 1970. */
export type Nanoseconds = bigint;

/** What lstat and fstat say, as far as two systems can agree on it. */
export interface Facts {
  readonly identity: string;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly atime: Nanoseconds;
  readonly mtime: Nanoseconds;
  readonly ctime: Nanoseconds;
}

/** An open file of either system. */
export type Handle = unknown;

/** The calls that Node's real filesystem and ours both have. Each throws an error with a POSIX `code`. */
export interface Posix {
  open(path: string, flags: number, mode: number): Handle;
  /** What a descriptor that is not open does. */
  noHandle(): Handle;
  close(handle: Handle): void;
  read(handle: Handle, length: number, position: number | null): Uint8Array;
  write(handle: Handle, data: Uint8Array, position: number | null): number;
  fstat(handle: Handle): Facts;
  fchmod(handle: Handle, mode: number): void;
  fchown(handle: Handle, uid: number, gid: number): void;
  ftruncate(handle: Handle, length: number): void;
  futimes(handle: Handle, atime: number, mtime: number): void;
  fsync(handle: Handle): void;

  mkdir(path: string, mode: number): void;
  mkdirTree(path: string, mode: number): void;
  symlink(target: string, path: string): void;
  rename(oldPath: string, newPath: string): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  /** Names, `.` and `..` left out. */
  readdir(path: string): string[];
  readlink(path: string): string;
  realpath(path: string): string;
  stat(path: string): Facts;
  lstat(path: string): Facts;
  access(path: string, mode: number): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number): void;
  lchown(path: string, uid: number, gid: number): void;
  truncate(path: string, length: number): void;
  utimes(path: string, atime: number, mtime: number): void;
  lutimes(path: string, atime: number, mtime: number): void;
  readFile(path: string): Uint8Array;
  writeFile(path: string, data: Uint8Array, mode: number): void;
  appendFile(path: string, data: Uint8Array, mode: number): void;
}
