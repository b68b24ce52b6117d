import { access } from "./actions/access.js";
import { changeMode } from "./actions/chmod.js";
import { changeOwner } from "./actions/chown.js";
import { analyzePath, chdir, cwd, lookup, lookupPath } from "./actions/locate.js";
import { mkdir, mkdirTree } from "./actions/mkdir.js";
import { mkdev, mknod } from "./actions/mknod.js";
import { mmap, msync } from "./actions/mmap.js";
import { mount, syncfs, unmount } from "./actions/mounting.js";
import { open } from "./actions/open.js";
import { readdir } from "./actions/readdir.js";
import { rmdir, unlink } from "./actions/remove.js";
import { rename } from "./actions/rename.js";
import { allocate, ioctl, llseek, sync } from "./actions/seek.js";
import { statOf } from "./actions/stat.js";
import { checkUsable, close, dup, dup2, getStream } from "./actions/streams.js";
import { link, readlink, symlink } from "./actions/symlink.js";
import { read, write } from "./actions/transfer.js";
import { ftruncate, truncate } from "./actions/truncate.js";
import { changesNothing, changeTimes, checkTimes } from "./actions/utime.js";
import {
  createDataFile,
  createDevice,
  createLazyFile,
  createPath,
  readFile,
  readTextFile,
  writeFile,
} from "./actions/whole-file.js";
import { createStandardDevices, type StandardStreams } from "./devices/standard-devices.js";
import type { FileSystem } from "./file-system.js";
import type { Inode } from "./inode.js";
import { DEFAULT_DIRECTORY_MODE, DEFAULT_FILE_MODE, S_IFREG } from "./mode.js";
import { pathOf } from "./mount.js";
import { createPathFs } from "./path-fs.js";
import type { Identity } from "./permissions.js";
import { createProcFd } from "./proc-fd.js";
import { FsState } from "./state.js";

/** Settings of {@link createFs}; all of them have defaults. */
export interface FsOptions extends StandardStreams {
  /** On whose behalf the filesystem acts. Default: user and group 0, permissions respected. */
  readonly identity?: Partial<Identity>;
  /** Milliseconds since 1970 for the times of inodes, fractions included. Default: `Date.now`. */
  readonly now?: () => number;
  /** Takes what observers throw. Default: it is thrown again outside of the filesystem's work, for the host to report. */
  readonly onObserverError?: (error: unknown) => void;
}

const SUPERUSER: Identity = { uid: 0, gid: 0, groups: [], ignorePermissions: false };

/**
 * Makes a filesystem: an empty tree in memory with `/tmp`, `/dev`, `/proc/self/fd`, and the descriptors 0, 1 and 2 open.
 * Two filesystems share nothing.
 *
 * @example
 * const fs = createFs();
 * fs.mkdirTree("/data/today");
 * fs.writeFile("/data/today/note.txt", "hello");
 * fs.readTextFile("/data/today/note.txt"); // "hello"
 */
export function createFs(options: FsOptions = {}): FileSystem {
  const state = new FsState({
    identity: SUPERUSER,
    now: options.now ?? Date.now,
    onObserverError: options.onObserverError ?? throwLater,
  });
  mkdir(state, "/tmp", DEFAULT_DIRECTORY_MODE);
  createStandardDevices(state, options);
  createProcFd(state);
  state.identity = { ...SUPERUSER, ...options.identity };
  return assemble(state);
}

function assemble(state: FsState): FileSystem {
  const resolve = (path: string, follow = true): Inode => state.walker.resolve(path, follow);
  const usable = (fd: number): Inode => {
    const stream = getStream(state, fd);
    checkUsable(state, stream);
    return stream.node;
  };
  const named = (fd: number): string => `descriptor ${fd}`;
  return {
    get identity() {
      return state.identity;
    },
    setIdentity: (change) => {
      state.identity = { ...state.identity, ...change };
    },

    cwd: () => cwd(state),
    chdir: (path) => chdir(state, path),
    PATH_FS: createPathFs(() => cwd(state)),
    lookup: (directory, name) => lookup(state, directory, name),
    lookupPath: (path, lookupOptions) => lookupPath(state, path, lookupOptions),
    pathOf,
    analyzePath: (path, follow = true) => analyzePath(state, path, follow),

    create: (path, mode = DEFAULT_FILE_MODE) => mknod(state, path, S_IFREG | (mode & 0o7777), 0),
    mkdir: (path, mode = DEFAULT_DIRECTORY_MODE) => mkdir(state, path, mode),
    mkdirTree: (path, mode = DEFAULT_DIRECTORY_MODE) => mkdirTree(state, path, mode),
    mknod: (path, mode, dev = 0) => mknod(state, path, mode, dev),
    mkdev: (path, mode, dev) => mkdev(state, path, mode, dev),
    symlink: (target, linkPath) => symlink(state, target, linkPath),
    link: (existingPath, newPath) => link(state, existingPath, newPath),
    rename: (oldPath, newPath) => rename(state, oldPath, newPath),
    rmdir: (path) => rmdir(state, path),
    readdir: (path) => readdir(state, path),
    unlink: (path) => unlink(state, path),
    readlink: (path) => readlink(state, path),

    stat: (path) => statOf(resolve(path)),
    lstat: (path) => statOf(resolve(path, false)),
    fstat: (fd) => statOf(getStream(state, fd).node),
    access: (path, mode, follow = true) => access(state, path, mode, follow),
    chmod: (path, mode) => changeMode(state, resolve(path), mode, path),
    lchmod: (path, mode) => changeMode(state, resolve(path, false), mode, path),
    fchmod: (fd, mode) => changeMode(state, usable(fd), mode, named(fd)),
    chown: (path, uid, gid) => changeOwner(state, resolve(path), uid, gid, path),
    lchown: (path, uid, gid) => changeOwner(state, resolve(path, false), uid, gid, path),
    fchown: (fd, uid, gid) => changeOwner(state, usable(fd), uid, gid, named(fd)),
    truncate: (path, length) => truncate(state, path, length),
    ftruncate: (fd, length) => ftruncate(state, getStream(state, fd), length),
    utime: (path, atime, mtime, follow = true) => {
      checkTimes(atime, mtime);
      if (changesNothing(atime, mtime)) return;
      changeTimes(state, resolve(path, follow), atime, mtime, path);
    },
    futime: (fd, atime, mtime) => {
      checkTimes(atime, mtime);
      if (changesNothing(atime, mtime)) return;
      changeTimes(state, usable(fd), atime, mtime, named(fd));
    },

    open: (path, flags, mode = DEFAULT_FILE_MODE) => open(state, path, flags, mode),
    close: (stream) => close(state, stream),
    openStreams: () => state.descriptors.open(),
    getStream: (fd) => getStream(state, fd),
    dup: (stream, minimum = 0) => dup(state, stream, minimum),
    dup2: (stream, fd) => dup2(state, stream, fd),
    read: (stream, buffer, offset, length, position) => read(state, stream, buffer, offset, length, position),
    write: (stream, buffer, offset, length, position) =>
      write(state, stream, buffer, offset, length, position),
    llseek: (stream, offset, whence) => llseek(state, stream, offset, whence),
    allocate: (stream, offset, length) => allocate(state, stream, offset, length),
    sync: (stream) => sync(state, stream),
    mmap: (stream, length, position, prot, flags) => mmap(state, stream, length, position, prot, flags),
    msync: (stream, bytes, position, flags) => msync(state, stream, bytes, position, flags),
    ioctl: (stream, request, argument) => ioctl(state, stream, request, argument),

    readFile: (path) => readFile(state, path),
    readTextFile: (path) => readTextFile(state, path),
    writeFile: (path, data, writeOptions) => writeFile(state, path, data, writeOptions),
    createPath: (parent, path) => createPath(state, parent, path),
    createDataFile: (parent, name, data = "", mode = DEFAULT_FILE_MODE) =>
      createDataFile(state, parent, name, data, mode),
    createDevice: (parent, name, input, output) => createDevice(state, parent, name, input, output),
    createLazyFile: (parent, name, load, mode = 0o444) => createLazyFile(state, parent, name, load, mode),

    registerDevice: (dev, device) => state.devices.register(dev, device),
    getDevice: (dev) => state.devices.get(dev),
    observe: (observer) => state.observers.add(observer),

    mount: (type, mountOptions, mountPoint) => mount(state, type, mountOptions, mountPoint),
    unmount: (mountPoint) => unmount(state, mountPoint),
    getMounts: () => [...state.mounts],
    syncfs: (populate) => syncfs(state, populate),
  };
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
