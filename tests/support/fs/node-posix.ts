import * as fs from "node:fs";
import { dirname } from "node:path";
import type { Facts, Handle, Posix } from "./posix.js";

/** More descriptors than a process may have. */
const NEVER_OPEN = 2 ** 30;

/** The oracle: Node's synchronous calls on the real filesystem. */
export function nodePosix(): Posix {
  const fd = (handle: Handle): number => handle as number;
  return {
    open: (path, flags, mode) => fs.openSync(path, flags, mode),
    noHandle: () => NEVER_OPEN,
    close: (handle) => fs.closeSync(fd(handle)),
    read: (handle, length, position) => {
      const buffer = new Uint8Array(length);
      return buffer.subarray(0, fs.readSync(fd(handle), buffer, 0, length, position));
    },
    write: (handle, data, position) => fs.writeSync(fd(handle), data, 0, data.length, position),
    fstat: (handle) => factsOf(fs.fstatSync(fd(handle), { bigint: true })),
    fchmod: (handle, mode) => fs.fchmodSync(fd(handle), mode),
    fchown: (handle, uid, gid) => fs.fchownSync(fd(handle), uid, gid),
    ftruncate: (handle, length) => fs.ftruncateSync(fd(handle), length),
    futimes: (handle, atime, mtime) => fs.futimesSync(fd(handle), atime, mtime),
    fsync: (handle) => fs.fsyncSync(fd(handle)),
    mkdir: (path, mode) => fs.mkdirSync(path, { mode }),
    mkdirTree: (path, mode) => mkdirTreeOrNothing(path, mode),
    symlink: (target, path) => fs.symlinkSync(target, path),
    rename: (oldPath, newPath) => fs.renameSync(oldPath, newPath),
    rmdir: (path) => fs.rmdirSync(path),
    unlink: (path) => fs.unlinkSync(path),
    readdir: (path) => fs.readdirSync(path),
    readlink: (path) => fs.readlinkSync(path),
    realpath: (path) => fs.realpathSync.native(path),
    stat: (path) => factsOf(fs.statSync(path, { bigint: true })),
    lstat: (path) => factsOf(fs.lstatSync(path, { bigint: true })),
    access: (path, mode) => fs.accessSync(path, mode),
    chmod: (path, mode) => fs.chmodSync(path, mode),
    chown: (path, uid, gid) => fs.chownSync(path, uid, gid),
    lchown: (path, uid, gid) => fs.lchownSync(path, uid, gid),
    truncate: (path, length) => fs.truncateSync(path, length),
    utimes: (path, atime, mtime) => fs.utimesSync(path, atime, mtime),
    lutimes: (path, atime, mtime) => fs.lutimesSync(path, atime, mtime),
    readFile: (path) => fs.readFileSync(path),
    writeFile: (path, data, mode) => fs.writeFileSync(path, data, { mode }),
    appendFile: (path, data, mode) => fs.appendFileSync(path, data, { mode }),
  };
}

function factsOf(stat: fs.BigIntStats): Facts {
  return {
    identity: `${stat.dev}:${stat.ino}`,
    mode: Number(stat.mode),
    nlink: Number(stat.nlink),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    size: Number(stat.size),
    atime: stat.atimeNs,
    mtime: stat.mtimeNs,
    ctime: stat.ctimeNs,
  };
}

/**
 * Node leaves the directories that it made before it failed; ours are all made or none, so they are taken back. Works
 * for paths without `..`: there, what was missing and now exists was made.
 */
function mkdirTreeOrNothing(path: string, mode: number): void {
  const components = path.split(/(?<=[^/])(?=\/)/);
  const prefixes = components.map((_, index) => components.slice(0, index + 1).join(""));
  const missing = prefixes.filter((prefix) => !prefix.endsWith("/.") && !fs.existsSync(prefix));
  const parent = missing[0] === undefined ? path : dirname(missing[0]);
  const before = fs.statSync(parent, { throwIfNoEntry: false });
  try {
    fs.mkdirSync(path, { recursive: true, mode });
  } catch (error) {
    const made = missing.filter((prefix) => fs.existsSync(prefix)).reverse();
    for (const directory of made) fs.rmdirSync(directory);
    if (made.length > 0 && before !== undefined) restoreTimes(parent, before);
    throw error;
  }
}

/** Only the owner may; but what another owns never had its times set by a command. */
function restoreTimes(path: string, { atime, mtime, uid }: fs.Stats): void {
  if ([0, uid].includes(process.getuid!())) fs.utimesSync(path, atime, mtime);
}
