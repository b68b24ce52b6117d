import { ResultCode } from "../base/index.js";
import { type Capi, type DatabasePointer, ownSqliteError, sqliteError } from "../capi/index.js";
import { NULL, readCString } from "../wasm/index.js";
import { type ExecOptions, execScript } from "./exec.js";
import { openConnection } from "./open-connection.js";
import { Script } from "./script.js";
import { Statement } from "./statement.js";

/** How {@link Database} opens a file. */
export interface DatabaseOptions {
  /** Path in the VFS, a `file:` URI, `":memory:"` (default), or `""` for a temporary file. */
  readonly filename?: string;
  /** `"c"` reads, writes and creates (default), `"w"` reads and writes what exists, `"r"` only reads. */
  readonly flags?: "c" | "w" | "r";
  /** Name of the VFS; SQLite's default where left out. */
  readonly vfs?: string | undefined;
}

/** How a transaction starts. @see https://www.sqlite.org/lang_transaction.html */
export type TransactionQualifier = "DEFERRED" | "IMMEDIATE" | "EXCLUSIVE";

/**
 * One connection to a database.
 *
 * @see https://www.sqlite.org/wasm/doc/trunk/api-oo1.md
 */
export class Database {
  readonly #capi: Capi;
  readonly #statements = new Set<Statement>();
  #pointer: DatabasePointer;
  /** The name that the database was opened with. */
  readonly filename: string;

  /**
   * Opens a connection.
   *
   * @throws SqliteError, for example `SQLITE_CANTOPEN`
   */
  constructor(capi: Capi, options: DatabaseOptions = {}) {
    this.#capi = capi;
    this.filename = options.filename ?? ":memory:";
    this.#pointer = openConnection(capi, this.filename, options.flags ?? "c", options.vfs);
  }

  /** The `sqlite3*`; 0 once the connection is closed. */
  get pointer(): DatabasePointer {
    return this.#pointer;
  }

  isOpen(): boolean {
    return this.#pointer !== 0;
  }

  /**
   * Returns this connection if it is open.
   * @throws SqliteError `SQLITE_MISUSE` once it is closed
   */
  affirmOpen(): this {
    if (this.#pointer === 0) {
      throw ownSqliteError(this.#capi, ResultCode.SQLITE_MISUSE, "the database is closed");
    }
    return this;
  }

  /**
   * Throws the error that a result code stands for.
   *
   * @param code - `SQLITE_OK` passes
   * @returns this
   */
  checkRc(code: number): this {
    if (code !== ResultCode.SQLITE_OK) throw sqliteError(this.#capi, code, this.#pointer);
    return this;
  }

  /**
   * Runs all statements of an SQL text; by default for their effect only.
   *
   * @param sql - any number of statements; an empty text does nothing
   * @throws SqliteError at the first statement that fails (those before it have run); TypeError when `sql` is no string
   */
  exec(sql: string, options?: ExecOptions): this {
    this.affirmOpen();
    execScript(this.#capi, this.#pointer, sql, options ?? {});
    return this;
  }

  /**
   * Prepares one statement.
   *
   * @param sql - exactly one statement
   * @throws SqliteError for a syntax error (with `offset`), `SQLITE_MISUSE` when there is no statement in the text or
   *   more than one; TypeError when `sql` is no string
   */
  prepare(sql: string): Statement {
    this.affirmOpen();
    const capi = this.#capi;
    const script = new Script(capi, this.#pointer, sql);
    try {
      const pointer = script.next();
      if (pointer === 0) {
        throw ownSqliteError(capi, ResultCode.SQLITE_MISUSE, "the SQL text contains no statement", { sql });
      }
      if (script.hasMore()) {
        capi.sqlite3_finalize(pointer);
        const message = "the SQL text contains more than one statement; exec() runs scripts";
        throw ownSqliteError(capi, ResultCode.SQLITE_MISUSE, message, { sql, offset: script.offset });
      }
      const statement = new Statement(capi, pointer, { forget: (which) => this.#statements.delete(which) });
      this.#statements.add(statement);
      return statement;
    } finally {
      script.dispose();
    }
  }

  /**
   * Runs `body` in a transaction: commits when it returns, rolls back when it throws.
   *
   * @param body - must not be async: the transaction ends when it returns
   * @returns what `body` returns
   * @throws what `body` throws; SqliteError, also inside another transaction, where {@link savepoint} works
   */
  transaction<Result>(body: (db: this) => Result): Result;
  transaction<Result>(qualifier: TransactionQualifier, body: (db: this) => Result): Result;
  transaction<Result>(
    first: TransactionQualifier | ((db: this) => Result),
    second?: (db: this) => Result,
  ): Result {
    const [qualifier, body] = typeof first === "string" ? [first, second] : ["DEFERRED", first];
    if (!["DEFERRED", "IMMEDIATE", "EXCLUSIVE"].includes(qualifier)) {
      throw new TypeError(`not a transaction qualifier: ${qualifier}`);
    }
    return this.#bracket(body, `BEGIN ${qualifier}`, "COMMIT", "ROLLBACK");
  }

  /**
   * Runs `body` in a savepoint, which nests: releases it when `body` returns, rolls back to it when `body` throws.
   *
   * @param body - must not be async
   * @returns what `body` returns
   */
  savepoint<Result>(body: (db: this) => Result): Result {
    const rollback = "ROLLBACK TO SAVEPOINT oo1; RELEASE SAVEPOINT oo1";
    return this.#bracket(body, "SAVEPOINT oo1", "RELEASE SAVEPOINT oo1", rollback);
  }

  #bracket<Result>(
    body: ((db: this) => Result) | undefined,
    begin: string,
    commit: string,
    rollback: string,
  ): Result {
    if (typeof body !== "function") throw new TypeError("a transaction needs a function");
    this.exec(begin);
    try {
      const result = body(this);
      if (result instanceof Promise) {
        throw new TypeError(
          "the function of a transaction must not be async: it would commit before it is done",
        );
      }
      this.exec(commit);
      return result;
    } catch (error) {
      // After some errors (a full disk, for one) SQLite has rolled back by itself.
      if (this.isOpen() && this.#capi.sqlite3_get_autocommit(this.#pointer) === 0) this.exec(rollback);
      throw error;
    }
  }

  /** Rows that the latest INSERT, UPDATE or DELETE changed, or all since the connection was opened. */
  changes(total = false): number {
    const pointer = this.affirmOpen().#pointer;
    const changes = total
      ? this.#capi.sqlite3_total_changes64(pointer)
      : this.#capi.sqlite3_changes64(pointer);
    return Number(changes);
  }

  /** Rowid of the latest INSERT on this connection; a bigint beyond ±(2^53-1). */
  lastInsertRowid(): number | bigint {
    const rowid = this.#capi.sqlite3_last_insert_rowid(this.affirmOpen().#pointer);
    const asNumber = Number(rowid);
    return Number.isSafeInteger(asNumber) ? asNumber : rowid;
  }

  /** Statements prepared and not yet finalized. */
  openStatementCount(): number {
    return this.#statements.size;
  }

  /** Finalizes every statement and closes the connection. Doing it twice does nothing. */
  close(): void {
    if (this.#pointer === 0) return;
    for (const statement of [...this.#statements]) statement.finalize();
    const pointer = this.#pointer;
    this.#pointer = NULL;
    this.#capi.sqlite3_close_v2(pointer);
  }
}

/** Name of the file behind a connection's schema, as SQLite knows it; `undefined` for a memory or temporary database. */
export function databaseFilename(capi: Capi, db: DatabasePointer, schema = "main"): string | undefined {
  const cSchema = capi.allocator.allocCString(schema);
  const name = readCString(capi.heap, capi.sqlite3_db_filename(db, cSchema));
  capi.allocator.free(cSchema);
  return name === null || name === "" ? undefined : name;
}
