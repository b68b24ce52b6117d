import { DeviceCharacteristic, type LockLevel } from "../constants.js";
import type { FileLock } from "../file-locks.js";
import type { VfsFile } from "../vfs.js";
import type { Slot } from "./slot.js";
import type { SlotContent } from "./slot-content.js";
import type { SlotTable } from "./slot-table.js";

/** One connection's open file in a pool. */
export class PoolFile implements VfsFile {
  readonly #table: SlotTable;
  readonly #slot: Slot;
  readonly #content: SlotContent;
  readonly #lock: FileLock;

  /** @param slot - just opened in `table` */
  constructor(table: SlotTable, slot: Slot) {
    this.#table = table;
    this.#slot = slot;
    this.#content = slot.content;
    this.#lock = slot.locks.connect();
  }

  xClose(): void {
    this.xUnlock(0);
    this.#table.close(this.#slot);
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    return this.#content.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#content.write(source, offset);
  }

  xTruncate(size: number): void {
    this.#content.truncate(size);
  }

  xSync(): void {
    this.#content.flush();
  }

  xFileSize(): number {
    return this.#content.size();
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
   * A write leaves the bytes around it alone, whatever fails: OPFS files lie on the system's own file system. It
   * promises nothing else. A file may be deleted while it is open, so UNDELETABLE_WHEN_OPEN would not be true.
   */
  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }
}
