import { ResultCode } from "../../base/index.js";
import { ownSqliteError } from "../../capi/index.js";
import type { Session } from "../session.js";

/**
 * Refuses to copy or replace a database in the middle of a transaction, which others must not see yet. The client waits for
 * its own.
 *
 * @param what - what cannot be done to the database
 * @throws SqliteError `SQLITE_MISUSE`
 */
export function requireNoTransaction({ engine: { capi }, db }: Session, what: string): void {
  if (capi.sqlite3_get_autocommit(db.pointer) !== 0) return;
  const message = `a database cannot be ${what} in a transaction that was begun by exec()`;
  throw ownSqliteError(capi, ResultCode.SQLITE_MISUSE, message);
}
