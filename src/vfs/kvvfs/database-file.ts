import { ResultCode } from "../../base/index.js";
import { DeviceCharacteristic, FileControl, LockLevel, OpenFlag } from "../constants.js";
import type { FileLock } from "../file-locks.js";
import type { VfsFile } from "../vfs.js";
import { VfsError } from "../vfs-error.js";
import type { KvStorage } from "./kv-storage.js";

/** Where a header tells one state of a database from another: SQLite reads these bytes when a transaction begins. */
const VERSION_OFFSET = 24;
const VERSION_LENGTH = 16;

/** One connection's open database. */
export class DatabaseFile implements VfsFile {
  readonly #storage: KvStorage;
  readonly #lock: FileLock;
  readonly #isReadOnly: boolean;
  readonly #onClosed: () => void;
  /** Databases that the storage had had when this connection last read the first page. */
  #generation: number;

  /**
   * @param flags - `SQLITE_OPEN_*` that the file is opened with
   * @param onClosed - called when it is closed
   */
  constructor(storage: KvStorage, flags: number, onClosed: () => void) {
    this.#storage = storage;
    this.#onClosed = onClosed;
    this.#lock = storage.locks.connect();
    this.#isReadOnly = (flags & OpenFlag.READONLY) !== 0;
    this.#generation = storage.generation;
    storage.opened();
  }

  xClose(): void {
    try {
      if (this.#lock.level <= LockLevel.SHARED && !this.#lock.isReserved) this.#storage.flush();
    } finally {
      this.xUnlock(LockLevel.NONE);
      this.#storage.closed();
      this.#onClosed();
    }
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const { content, generation } = this.#storage;
    if (generation !== this.#generation) {
      // SQLite takes a database for unchanged when the counters are those that it knows, which a new one may have too.
      if (offset === VERSION_OFFSET && target.length === VERSION_LENGTH) return 0;
      if (offset === 0) this.#generation = generation;
    }
    return content.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#requireWritable();
    this.#storage.content.write(source, offset);
  }

  xTruncate(size: number): void {
    this.#requireWritable();
    this.#storage.content.truncate(size);
  }

  xSync(): void {
    this.#storage.flush();
    this.#storage.notify("sync", true);
  }

  xFileSize(): number {
    return this.#storage.content.size;
  }

  xLock(level: LockLevel): boolean {
    if (this.#lock.level === LockLevel.NONE) this.#storage.content.refresh();
    return this.#lock.acquire(level);
  }

  xUnlock(level: LockLevel): void {
    // What SQLite has not announced as a commit is not to be stored; with journal_mode=off nothing else takes it back.
    if (this.#lock.level > LockLevel.SHARED) this.#storage.content.discard();
    this.#lock.release(level);
  }

  xCheckReservedLock(): boolean {
    return this.#lock.isReserved;
  }

  xFileControl(operation: number): boolean {
    if (operation === FileControl.SYNC) {
      this.#storage.flush();
      this.#storage.notify("sync", false);
      return true;
    }
    // SQLite cuts a database that has become smaller after its journal is gone.
    if (operation === FileControl.COMMIT_PHASETWO) this.#storage.flush();
    return operation === FileControl.COMMIT_PHASETWO;
  }

  /** A write leaves the pages around it alone. */
  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }

  #requireWritable(): void {
    if (this.#isReadOnly)
      throw new VfsError(ResultCode.SQLITE_READONLY, "the database was opened for reading only");
  }
}
