import { encodeUtf8Into, ResultCode, type SqliteError, utf8Length } from "../base/index.js";
import {
  type Capi,
  type DatabasePointer,
  ownSqliteError,
  type StatementPointer,
  sqliteError,
} from "../capi/index.js";
import { type CString, NULL, type Pointer } from "../wasm/index.js";

/**
 * One copy of an SQL text in wasm memory, prepared statement by statement. SQLite reports the tail of each statement
 * as an address in the copy, so error offsets count from the start of the whole text.
 */
export class Script {
  readonly sql: string;
  readonly #capi: Capi;
  readonly #db: DatabasePointer;
  /** Two output pointers, then the text and its terminating zero. */
  readonly #block: Pointer;
  readonly #text: number;
  readonly #end: number;
  #position: number;

  /**
   * @param sql - any number of statements
   * @throws TypeError when it is no string; SqliteError when it contains a NUL, at which SQLite would stop reading,
   *   or when memory is used up
   */
  constructor(capi: Capi, db: DatabasePointer, sql: string) {
    if (typeof sql !== "string")
      throw new TypeError(`SQL must be a string, not ${sql === null ? "null" : typeof sql}`);
    const nul = sql.indexOf("\0");
    if (nul >= 0) {
      throw ownSqliteError(capi, ResultCode.SQLITE_ERROR, "SQL text must not contain NUL characters", {
        sql,
        offset: nul,
      });
    }
    const length = utf8Length(sql);
    const block = capi.sqlite3_malloc(8 + length + 1);
    if (block === 0) throw sqliteError(capi, ResultCode.SQLITE_NOMEM, 0);
    encodeUtf8Into(sql, capi.heap.bytes((block + 8) as Pointer, length));
    capi.heap.u8[block + 8 + length] = 0;
    this.sql = sql;
    this.#capi = capi;
    this.#db = db;
    this.#block = block;
    this.#text = block + 8;
    this.#end = this.#text + length;
    this.#position = this.#text;
  }

  /**
   * Prepares the next statement.
   *
   * @param flags - `SQLITE_PREPARE_` flags
   * @returns the statement, which the caller finalizes, or `NULL` when only blanks and comments were left
   * @throws SqliteError when it does not compile; `offset` counts from the start of the script
   */
  next(flags = 0): StatementPointer {
    const { heap } = this.#capi;
    // A text without statement (blanks, a comment, a lone semicolon) yields no statement but moves on.
    while (this.#position < this.#end) {
      const start = this.#position;
      // The length includes the terminating zero: without it SQLite would copy the rest of the script each time.
      const code = this.#capi.sqlite3_prepare_v3(
        this.#db,
        start as CString,
        this.#end - start + 1,
        flags,
        this.#block,
        (this.#block + 4) as Pointer,
      );
      if (code !== ResultCode.SQLITE_OK) throw this.#prepareError(code, start);
      const statement = heap.peekPointer<"sqlite3_stmt">(this.#block);
      this.#position = heap.u32[(this.#block + 4) >>> 2] as number;
      if (statement !== 0) return statement;
    }
    return NULL;
  }

  /** Where the next statement is looked for, in UTF-16 code units from the start. */
  get offset(): number {
    return this.#toCodeUnits(this.#position);
  }

  /**
   * Whether another statement follows, or something that does not compile.
   * Blanks, comments and semicolons alone do not count.
   */
  hasMore(): boolean {
    const position = this.#position;
    try {
      const statement = this.next();
      if (statement === 0) return false;
      this.#capi.sqlite3_finalize(statement);
    } catch {
      // What follows may only compile once the statement before it has run.
    }
    this.#position = position;
    return true;
  }

  /** Frees the copy. Statements prepared from it live on. */
  dispose(): void {
    this.#capi.sqlite3_free(this.#block);
  }

  #prepareError(code: number, start: number): SqliteError {
    const byteOffset = this.#capi.sqlite3_error_offset(this.#db);
    return sqliteError(this.#capi, code, this.#db, {
      sql: this.sql,
      offset: byteOffset < 0 ? -1 : this.#toCodeUnits(start + byteOffset),
    });
  }

  /** Turns an address in the copy into an index of UTF-16 code units. */
  #toCodeUnits(address: number): number {
    const bytes = this.#capi.heap.u8;
    let units = 0;
    for (let position = this.#text; position < address; position++) {
      const byte = bytes[position] as number;
      // Continuation bytes add nothing; four-byte sequences are surrogate pairs.
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
  }
}
