import { Errno, FsError } from "../base/index.js";
import type { FileSystem } from "../fs/index.js";
import { AT_FDCWD, AtFlag } from "./at-flags.js";
import type { GuestMemory } from "./guest-memory.js";

/** What a pair of directory descriptor and path names: a path for the filesystem, or the descriptor itself. */
export type Target = { readonly path: string } | { readonly fd: number };

/**
 * Reads the paths of system calls. Paths are UTF-8; ill-formed bytes become U+FFFD, so that they name one and the same
 * file.
 */
export class PathReader {
  readonly #fs: FileSystem;
  readonly #memory: GuestMemory;

  constructor(fs: FileSystem, memory: GuestMemory) {
    this.#fs = fs;
    this.#memory = memory;
  }

  /**
   * Reads a path that starts at the current directory when it is relative.
   *
   * @throws FsError `EFAULT`, `ENAMETOOLONG`; `ENOENT` for the empty path
   */
  read(pathPointer: number): string {
    const path = this.#memory.path(pathPointer);
    if (path === "") throw new FsError(Errno.ENOENT, "the empty path");
    return path;
  }

  /**
   * Reads a path that starts at the directory `dirfd` when it is relative.
   *
   * @param dirfd - a directory's descriptor, or `AT_FDCWD`; not looked at for absolute paths
   * @throws FsError `EFAULT`, `ENAMETOOLONG`, `ENOENT`, `EBADF`, `ENOTDIR`
   * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/openat.html
   */
  readAt(dirfd: number, pathPointer: number): string {
    return this.#resolve(dirfd, this.read(pathPointer));
  }

  /**
   * As {@link readAt}, but with `AT_EMPTY_PATH` among `flags` the empty path names `dirfd` itself, whatever it is open on.
   */
  targetAt(dirfd: number, pathPointer: number, flags: number): Target {
    const path = this.#memory.path(pathPointer);
    if (path !== "") return { path: this.#resolve(dirfd, path) };
    if ((flags & AtFlag.EMPTY_PATH) === 0) throw new FsError(Errno.ENOENT, "the empty path");
    return dirfd === AT_FDCWD ? { path: "." } : { fd: dirfd };
  }

  #resolve(dirfd: number, path: string): string {
    if (dirfd === AT_FDCWD || path.startsWith("/")) return path;
    const { node } = this.#fs.getStream(dirfd);
    if (!node.isDirectory) throw new FsError(Errno.ENOTDIR, `descriptor ${dirfd}`);
    return `${this.#fs.pathOf(node)}/${path}`;
  }
}

/**
 * Refuses flags that a call does not know.
 *
 * @throws FsError `EINVAL`
 */
export function checkFlags(flags: number, known: number): void {
  if ((flags & ~known) !== 0) throw new FsError(Errno.EINVAL, `flags 0x${(flags >>> 0).toString(16)}`);
}
