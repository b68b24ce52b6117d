import { primaryResultCode, ResultCode, SqliteError } from "../../base/index.js";
import type { Capi, DatabasePointer } from "../../capi/index.js";
import { readCString } from "../../wasm/index.js";
import type { StatementHandle } from "./statement-handle.js";

/** What the documented API throws: an error with one of SQLite's result codes. */
export interface SQLite3Error extends Error {
  /** Primary or extended result code; `SQLITE_ERROR` where the error is not SQLite's own. */
  readonly resultCode: number;
}

/** The namespace's error class, as far as the object API makes use of it. */
export interface SQLite3ErrorClass {
  /** The name of the result code begins the message. */
  new (resultCode: number, message: string): SQLite3Error;
  new (message: string): SQLite3Error;
}

/** What the classes of one `sqlite3` namespace share. */
export class Oo1Context {
  readonly capi: Capi;
  readonly SQLite3Error: SQLite3ErrorClass;
  /** Takes the SQL that connections opened with the flag `t` run. */
  readonly trace: (sql: string) => void;
  /** The handles of each connection's statements. */
  readonly handles = new WeakMap<object, Set<StatementHandle>>();
  /** What the latest failing SQL function threw, and the text that SQLite was given for it. */
  #failure: { readonly text: string; readonly cause: unknown } | undefined;

  constructor(capi: Capi, errorClass: SQLite3ErrorClass, trace: (sql: string) => void) {
    this.capi = capi;
    this.SQLite3Error = errorClass;
    this.trace = trace;
  }

  /**
   * Makes the error for something that this library found itself.
   *
   * @param message - a plain sentence
   */
  refusal(message: string): SQLite3Error {
    return new this.SQLite3Error(message);
  }

  /** Like {@link refusal}, with the code `SQLITE_MISUSE`. */
  misuse(message: string): SQLite3Error {
    return new this.SQLite3Error(ResultCode.SQLITE_MISUSE, message);
  }

  /**
   * Makes the error for a result code, with the message that the connection holds. Where an SQL function written in
   * JavaScript is behind it, what that function threw is the cause.
   *
   * @param db - the connection, or 0 where there is none: the message is then the code's own text
   */
  errorOf(code: number, db: DatabasePointer | 0): SQLite3Error {
    const { capi } = this;
    let text = capi.resultCodeText(code);
    // Codes that the caller made up do not match what the connection remembers.
    if (db !== 0 && primaryResultCode(capi.sqlite3_extended_errcode(db)) === primaryResultCode(code)) {
      text = readCString(capi.heap, capi.sqlite3_errmsg(db)) ?? text;
    }
    const error = new this.SQLite3Error(code, text);
    if (this.#failure?.text === text) {
      const { cause } = this.#failure;
      Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
      this.#failure = undefined;
    }
    return error;
  }

  /** Throws the error of a result code other than `SQLITE_OK`. */
  check(code: number, db: DatabasePointer | 0): void {
    if (code !== ResultCode.SQLITE_OK) throw this.errorOf(code, db);
  }

  /** Keeps what an SQL function threw for the error that SQLite is about to report with `text`. */
  remember(text: string, cause: unknown): void {
    this.#failure = { text, cause };
  }

  /**
   * Runs code of the lean classes, whose errors become those of the documented API.
   *
   * @throws SQLite3Error in place of SqliteError, TypeError and RangeError
   */
  translate<Result>(body: () => Result): Result {
    try {
      return body();
    } catch (error) {
      throw this.translated(error);
    }
  }

  /** The error of the documented API for one of the lean classes. */
  translated(error: unknown): unknown {
    if (error instanceof SqliteError) return new this.SQLite3Error(error.extendedResultCode, error.message);
    if (error instanceof TypeError || error instanceof RangeError) return this.refusal(error.message);
    return error;
  }
}
