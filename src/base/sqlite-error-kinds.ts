import { SqliteError, type SqliteErrorInit } from "./sqlite-error.js";

/**
 * A constraint of the schema does not allow the change (`SQLITE_CONSTRAINT_…`); `code` says which kind. The statement has
 * changed nothing.
 */
export class ConstraintError extends SqliteError {
  override readonly name = "ConstraintError";
}

/**
 * Another connection, or another statement of this one, is in the way (`SQLITE_BUSY`, `SQLITE_LOCKED`). Try the whole
 * transaction again, begin it with the mode `immediate`, or raise `busyTimeout`.
 */
export class BusyError extends SqliteError {
  override readonly name = "BusyError";
}

/** There is no room (`SQLITE_FULL`); the transaction is rolled back. Reading goes on; delete something or ask for quota. */
export class FullError extends SqliteError {
  override readonly name = "FullError";
}

/** The file is damaged (`SQLITE_CORRUPT`) or no database (`SQLITE_NOTADB`). Bring back a copy, or save what can be read. */
export class CorruptError extends SqliteError {
  override readonly name = "CorruptError";
}

/** The call was ended by its `timeout` (`SQLITE_INTERRUPT`). What it has changed is undone. */
export class InterruptError extends SqliteError {
  override readonly name = "InterruptError";
}

/**
 * The call was cut off (`SQLITE_ABORT`): the database was closed, the transaction that it belongs to is over, or a rollback
 * ended a statement that was being read.
 */
export class AbortedError extends SqliteError {
  override readonly name = "AbortedError";
}

/** A method was called at the wrong time (`SQLITE_MISUSE`), for example on a closed database. Mend the program. */
export class MisuseError extends SqliteError {
  override readonly name = "MisuseError";
}

/** The database, or what the statement wants to change, cannot be written (`SQLITE_READONLY_…`). */
export class ReadonlyError extends SqliteError {
  override readonly name = "ReadonlyError";
}

/**
 * The storage failed below SQLite (`SQLITE_IOERR_…`, `SQLITE_CANTOPEN_…`); `cause` is a `StorageError` where it is known
 * why. Open the database again.
 */
export class IoError extends SqliteError {
  override readonly name = "IoError";
}

/** The engine finds no memory (`SQLITE_NOMEM`). Ask for less at a time, for example with `stream()`. */
export class OutOfMemoryError extends SqliteError {
  override readonly name = "OutOfMemoryError";
}

/** A text, blob, row or statement is larger than SQLite's limits (`SQLITE_TOOBIG`). */
export class TooBigError extends SqliteError {
  override readonly name = "TooBigError";
}

/** By the second word of a code, which names the primary one. */
const KINDS: Readonly<Record<string, typeof SqliteError>> = {
  CONSTRAINT: ConstraintError,
  BUSY: BusyError,
  LOCKED: BusyError,
  FULL: FullError,
  CORRUPT: CorruptError,
  NOTADB: CorruptError,
  INTERRUPT: InterruptError,
  ABORT: AbortedError,
  MISUSE: MisuseError,
  READONLY: ReadonlyError,
  IOERR: IoError,
  CANTOPEN: IoError,
  NOMEM: OutOfMemoryError,
  TOOBIG: TooBigError,
};

/** Makes an error of the class for its result code; a plain {@link SqliteError} where there is none. */
export function sqliteErrorOfKind(message: string, init: SqliteErrorInit): SqliteError {
  const kind = init.code.split("_")[1] ?? "";
  return new (KINDS[kind] ?? SqliteError)(message, init);
}
