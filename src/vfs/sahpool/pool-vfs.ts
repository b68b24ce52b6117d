import type { Vfs, VfsFile } from "../vfs.js";
import { MAX_PATH_LENGTH } from "./header.js";
import { PoolFile } from "./pool-file.js";
import type { SlotTable } from "./slot-table.js";

/** The VFS over one pool. */
export class PoolVfs implements Vfs {
  readonly name: string;
  readonly mxPathname = MAX_PATH_LENGTH;
  /** What the pool holds, for this room. */
  readonly table: SlotTable;

  constructor(name: string, table: SlotTable) {
    this.name = name;
    this.table = table;
  }

  xOpen(path: string | null, flags: number): VfsFile {
    const { slot, data } = this.table.open(path, flags);
    return new PoolFile(this.table, slot, data);
  }

  /** The header change is flushed whether or not SQLite asks for it: a journal that came back would be rolled back. */
  xDelete(path: string): boolean {
    return this.table.delete(path);
  }

  xAccess(path: string): boolean {
    return this.table.find(path) !== undefined;
  }
}
