import { ResultCode } from "../base/index.js";
import { type Capi, ownSqliteError, type StatementPointer } from "../capi/index.js";
import type { Database } from "../oo1/index.js";
import type {
  RowsPayload,
  RunResult,
  SqlPayload,
  StatementPayload,
  TransactionPayload,
} from "../protocol/index.js";
import { readCString } from "../wasm/index.js";
import { bindParameters } from "./bind-parameters.js";
import { RowEncoder } from "./row-encoder.js";
import { StatementCache } from "./statement-cache.js";

/**
 * Bytes after which a batch of rows is sent off. Larger ones cost the same (100,000 rows of five columns are read and
 * encoded in 40 ms in Node), while the main thread would begin to decode later and work longer at a time.
 */
const BATCH_SIZE = 256 * 1024;

/** What the worker does with one open database. */
export class Connection {
  readonly #capi: Capi;
  readonly #db: Database;
  readonly #statements: StatementCache;
  readonly #rows: RowEncoder;

  /** @param db - an open connection, which this object now owns */
  constructor(capi: Capi, db: Database) {
    this.#capi = capi;
    this.#db = db;
    this.#statements = new StatementCache(db);
    this.#rows = new RowEncoder(capi);
  }

  /** Runs a script. @throws SqliteError, TypeError */
  exec({ sql, depth }: SqlPayload): null {
    this.#requireTransaction(depth);
    this.#db.exec(sql);
    return null;
  }

  /**
   * Runs one statement for its rows.
   *
   * @param send - takes all batches but the last
   * @returns the last batch
   * @throws SqliteError, TypeError, RangeError
   */
  query({ sql, parameters, depth }: StatementPayload, send: (batch: RowsPayload) => void): RowsPayload {
    this.#requireTransaction(depth);
    return this.#statements.use(sql, (statement) => {
      bindParameters(statement, parameters);
      const rows = this.#rows;
      rows.clear();
      let hasRow = statement.step();
      // Only now: after a change of the schema the first step prepares the statement anew.
      const { pointer } = statement;
      const columns = this.#columnNames(pointer);
      while (hasRow) {
        rows.addRow(pointer, columns.length);
        hasRow = statement.step();
        if (hasRow && rows.size >= BATCH_SIZE) send({ columns, buffer: rows.takeBatch(columns.length) });
      }
      return { columns, buffer: rows.takeBatch(columns.length) };
    });
  }

  /** Runs one statement for its effect. @throws SqliteError, TypeError, RangeError */
  run({ sql, parameters, depth }: StatementPayload): RunResult {
    this.#requireTransaction(depth);
    const before = this.#db.changes(true);
    this.#statements.use(sql, (statement) => {
      bindParameters(statement, parameters);
      while (statement.step());
    });
    // SQLite's count stays that of the statement before where this one changed nothing.
    const changes = this.#db.changes(true) === before ? 0 : this.#db.changes();
    return { changes, lastInsertRowid: this.#db.lastInsertRowid() };
  }

  /** Begins a transaction, or a savepoint in one. @throws SqliteError */
  begin({ depth }: TransactionPayload): null {
    this.#requireTransaction(depth - 1);
    this.#step(depth === 1 ? "BEGIN" : `SAVEPOINT ${savepoint(depth)}`);
    return null;
  }

  /** Commits a transaction, or releases its savepoint. @throws SqliteError; it is then still open */
  commit({ depth }: TransactionPayload): null {
    this.#requireTransaction(depth);
    this.#step(depth === 1 ? "COMMIT" : `RELEASE ${savepoint(depth)}`);
    return null;
  }

  /** Rolls back a transaction, or to its savepoint; nothing is left to do where SQLite has done it. @throws SqliteError */
  rollback({ depth }: TransactionPayload): null {
    if (this.#isAutocommit()) return null;
    if (depth === 1) this.#step("ROLLBACK");
    else {
      this.#step(`ROLLBACK TO ${savepoint(depth)}`);
      this.#step(`RELEASE ${savepoint(depth)}`);
    }
    return null;
  }

  /**
   * Finalizes all statements, rolls an open transaction back, and closes the database.
   *
   * @param beforeClose - the last that is done with the connection
   */
  close(beforeClose: (db: Database) => void = () => {}): void {
    try {
      this.#statements.clear();
      if (!this.#isAutocommit()) this.#db.exec("ROLLBACK");
      beforeClose(this.#db);
    } finally {
      this.#db.close();
    }
  }

  #step(sql: string): void {
    this.#statements.use(sql, (statement) => statement.step());
  }

  #isAutocommit(): boolean {
    return this.#capi.sqlite3_get_autocommit(this.#db.pointer) !== 0;
  }

  /** Some errors make SQLite roll back by itself; what follows must not be committed statement by statement then. */
  #requireTransaction(depth: number): void {
    if (depth === 0 || !this.#isAutocommit()) return;
    const message =
      "the transaction is over: SQLite rolled it back after an earlier error, or a statement in it ended it";
    throw ownSqliteError(this.#capi, ResultCode.SQLITE_ABORT, message);
  }

  #columnNames(statement: StatementPointer): string[] {
    const { heap } = this.#capi;
    const names: string[] = [];
    const columnCount = this.#capi.sqlite3_column_count(statement);
    for (let column = 0; column < columnCount; column++) {
      names.push(readCString(heap, this.#capi.sqlite3_column_name(statement, column)) ?? "");
    }
    return names;
  }
}

function savepoint(depth: number): string {
  return `web_sqlite_${depth}`;
}
