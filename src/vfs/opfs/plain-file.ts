import { DeviceCharacteristic, type LockLevel } from "../constants.js";
import type { VfsFile } from "../vfs.js";
import type { OpenFile } from "./open-file.js";
import type { OpenFiles } from "./open-files.js";

/** One connection's open file. SQLite locks databases only, so that this one has no locks. */
export class PlainFile implements VfsFile {
  readonly #file: OpenFile;
  readonly #files: OpenFiles;
  readonly #onClose: () => void;

  /** @param onClose - closes the file for this connection */
  constructor(file: OpenFile, files: OpenFiles, onClose: () => void) {
    this.#file = file;
    this.#files = files;
    this.#onClose = onClose;
  }

  xClose(): void {
    this.#onClose();
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    return this.#file.content.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#files.write(this.#file.content, source, offset);
  }

  xTruncate(size: number): void {
    this.#file.content.truncate(size);
  }

  xSync(): void {
    this.#file.content.flush();
  }

  xFileSize(): number {
    return this.#file.content.size();
  }

  xLock(_level: LockLevel): boolean {
    return true;
  }

  xUnlock(_level: LockLevel): void {}

  xCheckReservedLock(): boolean {
    return false;
  }

  /**
   * Stores what has been gathered when SQLite is about to sync, or would if it were not told to do without, and when it
   * has committed.
   */
  xFileControl(operation: number): boolean {
    if (operation === FileControl.SYNC) this.#files.handOver();
    else if (operation === FileControl.COMMIT_PHASETWO) this.#files.commit(this.#file.content);
    else return false;
    return true;
  }

  /** A write leaves the bytes around it alone: OPFS files lie on the system's own file system. */
  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }
}

/** @see https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html */
const FileControl = { SYNC: 21, COMMIT_PHASETWO: 22 } as const;
