/** What a {@link SqliteError} is made of; the same fields travel between worker and main thread. */
export interface SqliteErrorInit {
  /** Symbolic extended result code, for example `"SQLITE_CONSTRAINT_UNIQUE"`. */
  readonly code: string;
  /** Primary result code, 1 to 255, for example 19 for `SQLITE_CONSTRAINT`. */
  readonly resultCode: number;
  /** Extended result code; equals `resultCode` where SQLite has nothing more precise. */
  readonly extendedResultCode: number;
  /**
   * Where in the SQL text the error lies: index in UTF-16 code units, so `sql.slice(offset)` starts at the offending
   * token; -1 where SQLite does not say.
   */
  readonly offset?: number;
  /** The SQL text being prepared or run, where there is one. */
  readonly sql?: string | undefined;
  /** What went wrong below SQLite, for example the storage error behind an `SQLITE_IOERR`. */
  readonly cause?: unknown;
}

/**
 * An error that SQLite reported, or that this library reports with SQLite's codes.
 *
 * @see https://www.sqlite.org/rescode.html
 */
export class SqliteError extends Error {
  override readonly name: string = "SqliteError";
  readonly code: string;
  readonly resultCode: number;
  readonly extendedResultCode: number;
  readonly offset: number;
  readonly sql: string | undefined;

  constructor(message: string, init: SqliteErrorInit) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.resultCode = init.resultCode;
    this.extendedResultCode = init.extendedResultCode;
    this.offset = init.offset ?? -1;
    this.sql = init.sql;
  }
}
