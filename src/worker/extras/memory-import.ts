import { ResultCode } from "../../base/index.js";
import { type Capi, sqliteError } from "../../capi/index.js";
import type { Database } from "../../oo1/index.js";
import { MemoryVfs, OpenFlag, registerVfs } from "../../vfs/index.js";
import { NULL } from "../../wasm/index.js";
import type { Session } from "../session.js";
import { firstValue } from "./first-value.js";
import { type ImportTarget, withSoundDatabase } from "./import-target.js";

const PATH = "/import";
const CREATE = OpenFlag.MAIN_DB | OpenFlag.READWRITE | OpenFlag.CREATE;
let lastNumber = 0;

/**
 * Imports into JavaScript memory, from where SQLite copies the pages into a new connection, which takes the place of the
 * one before. So the wasm memory, which never shrinks, holds no more than the two databases.
 */
export async function importIntoMemory(session: Session): Promise<ImportTarget> {
  const { capi } = session.engine;
  const memory = new MemoryVfs(`import-${++lastNumber}`);
  const vfs = registerVfs(capi, memory);
  const file = memory.xOpen(PATH, CREATE);
  let size = 0;
  return {
    write(bytes) {
      file.xWrite(bytes, size);
      size += bytes.length;
    },
    async finish() {
      let copy: Database | undefined;
      try {
        withSoundDatabase(session, { filename: PATH, vfs: vfs.name }, (source) => {
          copy = session.openDatabase(session.storage.database);
          copyDatabase(capi, source, copy);
        });
        await session.reopenAround(async () => copy);
      } catch (error) {
        copy?.close();
        throw error;
      }
    },
    async remove() {
      file.xClose();
      vfs.unregister();
    },
  };
}

/**
 * Copies all pages of one connection's database into another's that is new.
 * @throws SqliteError, such as `SQLITE_NOMEM`
 * @see https://www.sqlite.org/c3ref/backup_finish.html
 */
function copyDatabase(capi: Capi, from: Database, to: Database): void {
  // A database in memory keeps the page size that it has at its first write.
  to.exec(`PRAGMA page_size = ${Number(firstValue(from, "PRAGMA page_size"))}`);
  const main = capi.allocator.allocCString("main");
  try {
    const backup = capi.sqlite3_backup_init(to.pointer, main, from.pointer, main);
    if (backup === NULL) throw sqliteError(capi, capi.sqlite3_extended_errcode(to.pointer), to.pointer);
    capi.sqlite3_backup_step(backup, -1);
    const code = capi.sqlite3_backup_finish(backup);
    if (code !== ResultCode.SQLITE_OK) throw sqliteError(capi, code, to.pointer);
  } finally {
    capi.allocator.free(main);
  }
}
