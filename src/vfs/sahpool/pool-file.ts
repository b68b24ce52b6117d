import type { LockLevel } from "../constants.js";
import type { FileLock } from "../file-locks.js";
import { FileConnection, type GatheredFile } from "../gather/index.js";
import type { Slot } from "./slot.js";
import type { SlotTable } from "./slot-table.js";

/** One connection's open file in a pool. A file may be deleted while it is open. */
export class PoolFile extends FileConnection {
  readonly #table: SlotTable;
  readonly #slot: Slot;
  readonly #lock: FileLock;

  /**
   * @param slot - just opened in `table`
   * @param data - the slot's gathered file
   */
  constructor(table: SlotTable, slot: Slot, data: GatheredFile) {
    super(data, table.writes);
    this.#table = table;
    this.#slot = slot;
    this.#lock = slot.locks.connect();
  }

  xClose(): void {
    this.xUnlock(0);
    this.#table.close(this.#slot);
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
}
