import { DeviceCharacteristic, FileControl, type LockLevel } from "../constants.js";
import type { VfsFile } from "../vfs.js";
import type { GatheredFile } from "./gathered-file.js";
import { GatheredJournal } from "./gathered-journal.js";
import type { HandOverGroup } from "./hand-over-group.js";

/** One connection's open file, whose writes are gathered. Locks and closing are up to the storage. */
export abstract class FileConnection implements VfsFile {
  /** What the file holds, with what is gathered. */
  protected readonly data: GatheredFile;
  readonly #writes: HandOverGroup;
  /** Failures to store anything, before this file was used last. */
  #failureCount = 0;

  /**
   * @param data - of the file, shared with its other connections
   * @param writes - the group that `data` belongs to
   */
  constructor(data: GatheredFile, writes: HandOverGroup) {
    this.data = data;
    this.#writes = writes;
  }

  abstract xClose(): void;
  abstract xLock(level: LockLevel): boolean;
  abstract xUnlock(level: LockLevel): void;
  abstract xCheckReservedLock(): boolean;

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    this.#failureCount = this.#writes.failureCount;
    return this.data.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#failureCount = this.#writes.failureCount;
    this.#writes.write(this.data, source, offset);
  }

  xTruncate(size: number): void {
    this.#failureCount = this.#writes.failureCount;
    this.#writes.truncate(this.data, size);
  }

  /**
   * SQLite synchronises a journal for two reasons. Before it writes into the database it needs all that it has written to
   * the journal, and has just read or written there. Before it rolls a journal back that it no longer trusts its cache
   * with, it needs only what protects the database, which is stored: what else is gathered would ask for room that there
   * may not be.
   */
  xSync(): void {
    const { failureCount } = this.#writes;
    if (failureCount !== this.#failureCount && this.data instanceof GatheredJournal) this.data.discard();
    this.#failureCount = failureCount;
    this.#writes.sync(this.data);
  }

  xFileSize(): number {
    this.#failureCount = this.#writes.failureCount;
    return this.data.size();
  }

  /**
   * A commit without xSync (`synchronous=OFF`, or `NORMAL` in WAL mode) is stored all the same, so that only a power loss
   * can take it back and not the end of the worker.
   */
  xFileControl(operation: number): boolean {
    const { owner } = this.data;
    if (operation === FileControl.SYNC) this.#writes.handOver(owner);
    else if (operation === FileControl.COMMIT_PHASETWO) this.#writes.commit(owner);
    else return false;
    return true;
  }

  /**
   * A write leaves the bytes around it alone, whatever fails: OPFS files lie on the system's own file system. It
   * promises nothing else.
   */
  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }
}
