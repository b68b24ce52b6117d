import { ResultCode } from "../../base/index.js";
import { OpenFlag } from "../constants.js";
import type { Vfs, VfsFile } from "../vfs.js";
import { VfsError } from "../vfs-error.js";
import { MemoryFile, StoredFile } from "./memory-file.js";

/**
 * A VFS whose files lie in JavaScript memory, outside the wasm memory and its limit of 2 GiB, and are gone with the VFS.
 * Connections that it serves see the same files, by path, and lock each other.
 *
 * As in POSIX, a file that is deleted while it is open is kept for those who have it open.
 */
export class MemoryVfs implements Vfs {
  readonly name: string;
  readonly #files = new Map<string, StoredFile>();

  /** @param name - name of the VFS; default `"memory"` */
  constructor(name = "memory") {
    this.name = name;
  }

  /** @throws VfsError `SQLITE_CANTOPEN` for a missing file that is not to be created, or one that must not exist */
  xOpen(path: string | null, flags: number): VfsFile {
    let file = path === null ? undefined : this.#files.get(path);
    if (file === undefined) {
      if ((flags & OpenFlag.CREATE) === 0) {
        throw new VfsError(ResultCode.SQLITE_CANTOPEN, `there is no file ${path ?? ""}`);
      }
      file = new StoredFile();
      if (path !== null) this.#files.set(path, file);
    } else if ((flags & OpenFlag.EXCLUSIVE) !== 0) {
      throw new VfsError(ResultCode.SQLITE_CANTOPEN, `${path} exists already`);
    }
    return new MemoryFile(file, flags);
  }

  xDelete(path: string): boolean {
    return this.#files.delete(path);
  }

  xAccess(path: string): boolean {
    return this.#files.has(path);
  }
}
