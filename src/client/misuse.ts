import { ResultCode, SqliteError } from "../base/index.js";

/** The error for a call that comes too late. */
export function misuseError(message: string): SqliteError {
  const { SQLITE_MISUSE } = ResultCode;
  return new SqliteError(message, {
    code: "SQLITE_MISUSE",
    resultCode: SQLITE_MISUSE,
    extendedResultCode: SQLITE_MISUSE,
  });
}

/** The error for a call that was cut off. */
export function abortError(message: string): SqliteError {
  const { SQLITE_ABORT } = ResultCode;
  return new SqliteError(message, {
    code: "SQLITE_ABORT",
    resultCode: SQLITE_ABORT,
    extendedResultCode: SQLITE_ABORT,
  });
}
