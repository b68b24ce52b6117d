import {
  EngineError,
  type ResultCode,
  SqliteError,
  StorageError,
  sqliteErrorOfKind,
  storageErrorOfKind,
} from "../base/index.js";

/** The client needs few, and would carry the whole list in its bundle. */
const CODES = {
  SQLITE_ABORT: 4,
  SQLITE_BUSY: 5,
  SQLITE_INTERRUPT: 9,
  SQLITE_MISUSE: 21,
} as const satisfies Partial<typeof ResultCode>;

/** Errors that the client makes. */
export type OwnError = SqliteError | StorageError | EngineError;

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
export function timeoutError(): SqliteError {
  return ownError("SQLITE_INTERRUPT", "the call was ended by its timeout");
}

/** For a call that has waited for a transaction of another handle. */
export function busyError(): SqliteError {
  const message = "database is locked: a transaction of another handle is still running";
  return ownError("SQLITE_BUSY", message);
}

/** One more error like this one: every call that it ends gets its own, since each shows where it was called. */
export function anotherOf(error: OwnError): OwnError {
  const { message, cause } = error;
  if (error instanceof SqliteError) return sqliteErrorOfKind(message, error);
  const options = cause === undefined ? undefined : { cause };
  if (error instanceof StorageError) return storageErrorOfKind(error.code, message, options);
  return new EngineError(error.code, message, options);
}
