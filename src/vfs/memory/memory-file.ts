import { ResultCode } from "../../base/index.js";
import { DeviceCharacteristic, LockLevel, OpenFlag } from "../constants.js";
import { type FileLock, FileLocks } from "../file-locks.js";
import type { VfsFile } from "../vfs.js";
import { VfsError } from "../vfs-error.js";
import { ChunkedBytes } from "./chunked-bytes.js";

/** A file, whatever number of connections have it open. */
export class StoredFile {
  readonly bytes = new ChunkedBytes();
  readonly locks = new FileLocks();
}

/** One connection's open file. */
export class MemoryFile implements VfsFile {
  readonly #file: StoredFile;
  readonly #lock: FileLock;
  readonly #isReadOnly: boolean;

  /** @param flags - `SQLITE_OPEN_*` that the file was opened with */
  constructor(file: StoredFile, flags: number) {
    this.#file = file;
    this.#lock = file.locks.connect();
    this.#isReadOnly = (flags & OpenFlag.READONLY) !== 0;
  }

  xClose(): void {
    this.#lock.release(LockLevel.NONE);
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    return this.#file.bytes.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#requireWritable();
    this.#file.bytes.write(source, offset);
  }

  xTruncate(size: number): void {
    this.#requireWritable();
    this.#file.bytes.truncate(size);
  }

  /** Nothing to do: no power loss leaves anything of the memory. */
  xSync(): void {}

  xFileSize(): number {
    return this.#file.bytes.size;
  }

  xLock(level: LockLevel): boolean {
    return this.#lock.acquire(level);
  }

  xUnlock(level: LockLevel): void {
    this.#lock.release(level);
  }

  xCheckReservedLock(): boolean {
    return this.#lock.isReserved;
  }

  /** A write leaves the bytes around it alone. */
  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }

  #requireWritable(): void {
    if (this.#isReadOnly)
      throw new VfsError(ResultCode.SQLITE_READONLY, "the file was opened for reading only");
  }
}
