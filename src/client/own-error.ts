import { ResultCode, SqliteError } from "../base/index.js";

/**
 * Makes an error with one of SQLite's codes for something that the client found itself.
 *
 * @param code - `SQLITE_MISUSE` for a call that comes too late, `SQLITE_ABORT` for one that was cut off
 * @param message - a plain sentence
 */
export function ownError(code: "SQLITE_MISUSE" | "SQLITE_ABORT", message: string): SqliteError {
  const resultCode = ResultCode[code];
  return new SqliteError(message, { code, resultCode, extendedResultCode: resultCode });
}
