import { FileLocks, type LockLevel, OpenFlag, type Vfs, type VfsFile } from "../../../src/vfs/index.js";

/** A file of {@link TinyVfs}. */
export class TinyFile {
  bytes = new Uint8Array(0);
  readonly locks = new FileLocks();
}

/** A whole VFS as a user would write it: files in memory. */
export class TinyVfs implements Vfs {
  readonly name: string;
  readonly files = new Map<string, TinyFile>();
  /** Called with the name of each method before it runs; what it throws, the method throws. */
  before: (method: string) => void = () => {};

  constructor(name = "tiny") {
    this.name = name;
  }

  xOpen(path: string | null, flags: number): VfsFile {
    this.before("xOpen");
    const file = this.files.get(path ?? "") ?? new TinyFile();
    if (path !== null && !this.files.has(path)) {
      if ((flags & OpenFlag.CREATE) === 0) throw new Error(`there is no file ${path}`);
      this.files.set(path, file);
    }
    return new TinyOpenFile(this, file);
  }

  xDelete(path: string): boolean {
    this.before("xDelete");
    return this.files.delete(path);
  }

  xAccess(path: string): boolean {
    this.before("xAccess");
    return this.files.has(path);
  }
}

class TinyOpenFile implements VfsFile {
  readonly #vfs: TinyVfs;
  readonly #file: TinyFile;
  readonly #lock;

  constructor(vfs: TinyVfs, file: TinyFile) {
    this.#vfs = vfs;
    this.#file = file;
    this.#lock = file.locks.connect();
  }

  xClose(): void {
    this.#lock.release(0);
    this.#vfs.before("xClose");
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    this.#vfs.before("xRead");
    const bytes = this.#file.bytes.subarray(offset, offset + target.length);
    target.set(bytes);
    return bytes.length;
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#vfs.before("xWrite");
    if (offset + source.length > this.#file.bytes.length) this.xTruncate(offset + source.length);
    this.#file.bytes.set(source, offset);
  }

  xTruncate(size: number): void {
    this.#vfs.before("xTruncate");
    const bytes = new Uint8Array(size);
    bytes.set(this.#file.bytes.subarray(0, size));
    this.#file.bytes = bytes;
  }

  xSync(): void {
    this.#vfs.before("xSync");
  }

  xFileSize(): number {
    this.#vfs.before("xFileSize");
    return this.#file.bytes.length;
  }

  xLock(level: LockLevel): boolean {
    this.#vfs.before("xLock");
    return this.#lock.acquire(level);
  }

  xUnlock(level: LockLevel): void {
    this.#vfs.before("xUnlock");
    this.#lock.release(level);
  }

  xCheckReservedLock(): boolean {
    this.#vfs.before("xCheckReservedLock");
    return this.#lock.isReserved;
  }

  xFileControl(operation: number): boolean {
    this.#vfs.before("xFileControl");
    return operation === 21;
  }
}
