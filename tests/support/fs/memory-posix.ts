import {
  type FileSystem,
  O_APPEND,
  O_CREAT,
  O_RDWR,
  O_WRONLY,
  type Stat,
  type Stream,
  type Timespec,
} from "../../../src/fs/index.js";
import type { Facts, Handle, Nanoseconds, Posix } from "./posix.js";

const NEVER_OPEN = 4095;
const NANOSECONDS = 1_000_000_000;

/** The system under test: our filesystem behind the same calls as the oracle. */
export function memoryPosix(fs: FileSystem): Posix {
  const stream = (handle: Handle): Stream => fs.getStream(handle as number);
  const utime = (path: string, atime: number, mtime: number, follow: boolean): void =>
    fs.utime(path, toTimespec(atime), toTimespec(mtime), follow);
  return {
    open: (path, flags, mode) => fs.open(path, flags, mode).fd,
    noHandle: () => NEVER_OPEN,
    close: (handle) => fs.close(stream(handle)),
    read: (handle, length, position) => {
      const buffer = new Uint8Array(length);
      return buffer.subarray(0, fs.read(stream(handle), buffer, 0, length, position ?? undefined));
    },
    write: (handle, data, position) => fs.write(stream(handle), data, 0, data.length, position ?? undefined),
    fstat: (handle) => factsOf(fs.fstat(handle as number)),
    fchmod: (handle, mode) => fs.fchmod(handle as number, mode),
    fchown: (handle, uid, gid) => fs.fchown(handle as number, uid, gid),
    ftruncate: (handle, length) => fs.ftruncate(handle as number, length),
    futimes: (handle, atime, mtime) => fs.futime(handle as number, toTimespec(atime), toTimespec(mtime)),
    fsync: (handle) => fs.sync(stream(handle)),
    mkdir: (path, mode) => void fs.mkdir(path, mode),
    mkdirTree: (path, mode) => fs.mkdirTree(path, mode),
    symlink: (target, path) => void fs.symlink(target, path),
    rename: (oldPath, newPath) => fs.rename(oldPath, newPath),
    rmdir: (path) => fs.rmdir(path),
    unlink: (path) => fs.unlink(path),
    readdir: (path) => fs.readdir(path).slice(2),
    readlink: (path) => fs.readlink(path),
    realpath: (path) => fs.lookupPath(path).path,
    stat: (path) => factsOf(fs.stat(path)),
    lstat: (path) => factsOf(fs.lstat(path)),
    access: (path, mode) => fs.access(path, mode),
    chmod: (path, mode) => fs.chmod(path, mode),
    chown: (path, uid, gid) => fs.chown(path, uid, gid),
    lchown: (path, uid, gid) => fs.lchown(path, uid, gid),
    truncate: (path, length) => truncateAsNode(fs, path, length),
    utimes: (path, atime, mtime) => utime(path, atime, mtime, true),
    lutimes: (path, atime, mtime) => utime(path, atime, mtime, false),
    readFile: (path) => fs.readFile(path),
    writeFile: (path, data, mode) => fs.writeFile(path, data, { mode }),
    appendFile: (path, data, mode) =>
      fs.writeFile(path, data, { mode, flags: O_WRONLY | O_CREAT | O_APPEND }),
  };
}

/**
 * Node's truncate opens the file for reading and writing and calls ftruncate, which stamps also when the size stays.
 * So ours is asked where that makes no difference.
 */
function truncateAsNode(fs: FileSystem, path: string, length: number): void {
  const sameSize = fs.analyzePath(path).node?.content?.size === length;
  if (fs.identity.uid === 0 && !sameSize) {
    fs.truncate(path, length);
    return;
  }
  const stream = fs.open(path, O_RDWR);
  fs.ftruncate(stream.fd, length);
  fs.close(stream);
}

function factsOf(stat: Stat): Facts {
  return {
    identity: `${stat.dev}:${stat.ino}`,
    mode: stat.mode,
    nlink: stat.nlink,
    uid: stat.uid,
    gid: stat.gid,
    size: stat.size,
    atime: toNanoseconds(stat.atime),
    mtime: toNanoseconds(stat.mtime),
    ctime: toNanoseconds(stat.ctime),
  };
}

function toTimespec(seconds: number): Timespec {
  const whole = Math.floor(seconds);
  return { seconds: whole, nanoseconds: (seconds - whole) * NANOSECONDS };
}

function toNanoseconds({ seconds, nanoseconds }: Timespec): Nanoseconds {
  return BigInt(seconds) * BigInt(NANOSECONDS) + BigInt(nanoseconds);
}
