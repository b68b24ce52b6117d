import { type ResultCode, type SqliteError, sqliteErrorOfKind } from "../base/index.js";
import { serializeError, type WireError } from "../protocol/index.js";

/** The client needs few, and would carry the whole list in its bundle. */
const CODES = {
  SQLITE_ABORT: 4,
  SQLITE_BUSY: 5,
  SQLITE_INTERRUPT: 9,
  SQLITE_MISUSE: 21,
} as const satisfies Partial<typeof ResultCode>;

/**
 * Makes an error with one of SQLite's codes for something that the client found itself.
 *
 * @param code - `SQLITE_MISUSE` for a call that comes too late, `SQLITE_ABORT` for one that was cut off
 * @param message - a plain sentence
 */
export function ownError(code: keyof typeof CODES, message: string): SqliteError {
  const resultCode = CODES[code];
  return sqliteErrorOfKind(message, { code, resultCode, extendedResultCode: resultCode });
}

/** For a call whose time is over. */
export function timeoutError(): WireError {
  return serializeError(ownError("SQLITE_INTERRUPT", "the call was ended by its timeout"));
}

/** For a call that has waited for a transaction of another handle. */
export function busyError(): WireError {
  const message = "database is locked: a transaction of another handle of this database is still running";
  return serializeError(ownError("SQLITE_BUSY", message));
}
