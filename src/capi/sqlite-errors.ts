import { primaryResultCode, SqliteError } from "../base/index.js";
import { readCString } from "../wasm/index.js";
import type { Capi } from "./create-capi.js";
import type { DatabasePointer } from "./pointers.js";

/** The SQL text that an error belongs to. */
export interface ErrorContext {
  /** The text as the caller gave it. */
  readonly sql?: string | undefined;
  /**
   * Where in `sql` the error lies, in UTF-16 code units; -1 where that is not known.
   */
  readonly offset?: number;
  /** What went wrong below SQLite. */
  readonly cause?: unknown;
}

/**
 * Makes the error for a result code, with the message that the connection holds.
 *
 * @param code - primary or extended result code, not `SQLITE_OK`
 * @param db - the connection, or 0 where there is none: the message is then the code's own text
 */
export function sqliteError(
  capi: Capi,
  code: number,
  db: DatabasePointer | 0,
  context: ErrorContext = {},
): SqliteError {
  let extended = code;
  let message = capi.resultCodeText(code);
  if (db !== 0) {
    // Codes that come straight from this library do not match what the connection remembers.
    const remembered = capi.sqlite3_extended_errcode(db);
    if (primaryResultCode(remembered) === primaryResultCode(code)) {
      extended = remembered;
      message = readCString(capi.heap, capi.sqlite3_errmsg(db)) ?? message;
    }
  }
  return ownSqliteError(capi, extended, message, context);
}

/**
 * Makes an error with one of SQLite's codes for something that this library found itself.
 *
 * @param code - primary or extended result code
 * @param message - a plain sentence
 */
export function ownSqliteError(
  capi: Capi,
  code: number,
  message: string,
  context: ErrorContext = {},
): SqliteError {
  return new SqliteError(message, {
    code: capi.resultCodeName(code),
    resultCode: primaryResultCode(code),
    extendedResultCode: code,
    offset: context.offset ?? -1,
    sql: context.sql,
    cause: context.cause,
  });
}
