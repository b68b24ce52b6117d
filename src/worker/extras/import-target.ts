import { ResultCode } from "../../base/index.js";
import { ownSqliteError } from "../../capi/index.js";
import type { Database, DatabaseOptions } from "../../oo1/index.js";
import type { Session } from "../session.js";
import { firstValue } from "./first-value.js";

/** Where a database is written beside the one that it shall replace. */
export interface ImportTarget {
  /** Adds the next bytes. @throws StorageError `quota` */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /**
   * Has SQLite check the whole database, and puts it in place of the session's in one step. Called once.
   * @throws SqliteError, StorageError; the session's database is as it was then, and open
   */
  finish(): Promise<void>;
  /** Gives up what is left of it. Doing it twice does nothing. */
  remove(): Promise<void>;
}

/**
 * Checks a database.
 *
 * @param options - how it is opened
 * @param use - does something with it when it is sound
 * @throws SqliteError `SQLITE_NOTADB`, `SQLITE_CORRUPT`, or why it cannot be read
 * @see https://www.sqlite.org/pragma.html#pragma_quick_check
 */
export function withSoundDatabase(
  session: Session,
  options: DatabaseOptions,
  use: (db: Database) => void = () => {},
): void {
  const db = session.openDatabase({ ...options, flags: "r" });
  try {
    const finding = firstValue(db, "PRAGMA quick_check(1)");
    if (finding !== "ok") {
      const { capi } = session.engine;
      throw ownSqliteError(capi, ResultCode.SQLITE_CORRUPT, `the database to import is damaged: ${finding}`);
    }
    use(db);
  } finally {
    db.close();
  }
}
