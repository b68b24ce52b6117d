import { DeviceCharacteristic, FileControl, type LockLevel } from "../constants.js";
import type { FileLock } from "../file-locks.js";
import type { GatheredFile, HandOverGroup } from "../gather/index.js";
import type { VfsFile } from "../vfs.js";
import type { Slot } from "./slot.js";
import type { SlotTable } from "./slot-table.js";

/** One connection's open file in a pool. */
export class PoolFile implements VfsFile {
  readonly #table: SlotTable;
  readonly #slot: Slot;
  /** What the file holds, with what is gathered. */
  protected readonly data: GatheredFile;
  protected readonly writes: HandOverGroup;
  readonly #lock: FileLock;

  /**
   * @param slot - just opened in `table`
   * @param data - the slot's gathered file
   */
  constructor(table: SlotTable, slot: Slot, data: GatheredFile) {
    this.#table = table;
    this.#slot = slot;
    this.data = data;
    this.writes = table.writes;
    this.#lock = slot.locks.connect();
  }

  xClose(): void {
    this.xUnlock(0);
    this.#table.close(this.#slot);
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    return this.data.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.writes.write(this.data, source, offset);
  }

  xTruncate(size: number): void {
    this.writes.truncate(this.data, size);
  }

  xSync(): void {
    this.writes.sync(this.data);
  }

  xFileSize(): number {
    return this.data.size();
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

  /**
   * A commit without xSync (`synchronous=OFF`, or `NORMAL` in WAL mode) is stored all the same, so that only a power loss
   * can take it back and not the end of the worker.
   */
  xFileControl(operation: number): boolean {
    const { owner } = this.data;
    if (operation === FileControl.SYNC) this.writes.handOver(owner);
    else if (operation === FileControl.COMMIT_PHASETWO) this.writes.commit(owner);
    else return false;
    return true;
  }

  /**
   * A write leaves the bytes around it alone, whatever fails: OPFS files lie on the system's own file system. It
   * promises nothing else. A file may be deleted while it is open, so UNDELETABLE_WHEN_OPEN would not be true.
   */
  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }
}
