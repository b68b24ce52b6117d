import { ResultCode } from "../base/index.js";
import { type Capi, ownSqliteError } from "../capi/index.js";
import { type Database, Script, Statement } from "../oo1/index.js";
import type {
  BatchPayload,
  BatchResult,
  BeginPayload,
  CursorPayload,
  CursorRows,
  FirstRow,
  OpenCursorPayload,
  QueryPayload,
  RowsPayload,
  RunManyPayload,
  RunResult,
  SqlPayload,
  StatementDescription,
  StatementPayload,
  TransactionPayload,
} from "../protocol/index.js";
import type { Cursor } from "./cursor.js";
import type { Interruption } from "./interruption.js";
import { createParameterKernel, type ParameterKernel } from "./parameter-kernel.js";
import { RowSource } from "./row-source.js";
import { runBatch } from "./run-batch.js";
import { runMany } from "./run-many.js";
import { type Pins, StatementCache } from "./statement-cache.js";
import type { Steps } from "./steps.js";
import { useStatement } from "./use-statement.js";

/** What the worker does with one open database. Its methods throw SqliteError, and TypeError or RangeError. */
export class Connection {
  readonly #capi: Capi;
  readonly #db: Database;
  readonly #interruption: Interruption;
  readonly #pins: Pins;
  readonly #statements: StatementCache;
  readonly #source: RowSource;
  readonly #cursors = new Map<number, Cursor>();
  #kernel: ParameterKernel | undefined;
  /** The transaction or savepoint of rows that come in several requests, from the first to the last. */
  #many: { readonly around: BeginPayload; nextPosition: number } | undefined;
  /** Whether the transaction at depth 1 is one that {@link begin} has begun, and not SQL. */
  #hasBegun = false;

  /**
   * @param db - an open connection, which this object now owns
   * @param pins - statements to keep prepared
   */
  constructor(capi: Capi, db: Database, interruption: Interruption, pins: Pins = new Map()) {
    this.#capi = capi;
    this.#db = db;
    this.#interruption = interruption;
    this.#pins = pins;
    this.#statements = new StatementCache(db, pins);
    this.#source = new RowSource(capi, interruption);
  }

  /** SQLite's connection. */
  get db(): Database {
    return this.#db;
  }

  /** Runs a script. */
  *exec({ sql, depth }: SqlPayload): Steps<null> {
    this.#requireTransaction(depth);
    if (!this.#interruption.mustPause) {
      this.#db.exec(sql);
      return null;
    }
    const script = new Script(this.#capi, this.#db.pointer, sql);
    try {
      for (let pointer = script.next(); pointer !== 0; pointer = script.next()) {
        const statement = new Statement(this.#capi, pointer, { forget() {} });
        try {
          while (yield this.#interruption.step(statement));
        } finally {
          statement.finalize();
        }
      }
    } finally {
      script.dispose();
    }
    return null;
  }

  /**
   * Runs one statement for its rows.
   *
   * @param send - takes all batches but the last
   * @returns the last batch
   */
  query(payload: QueryPayload, send: (batch: RowsPayload) => void): Steps<RowsPayload> {
    this.#requireTransaction(payload.depth);
    const source = this.#source;
    return useStatement(this.#statements, payload.sql, function* (statement) {
      const cursor = yield* source.begin(statement, payload);
      let batch = yield* source.nextBatch(cursor);
      while (!batch.isLast) {
        send(batch);
        batch = yield* source.nextBatch(cursor);
      }
      return batch;
    });
  }

  /** Runs one statement for its first row. */
  first(payload: QueryPayload): Steps<FirstRow> {
    this.#requireTransaction(payload.depth);
    return useStatement(this.#statements, payload.sql, (statement) => this.#source.first(statement, payload));
  }

  /** Runs one statement for its effect. */
  *run(payload: StatementPayload): Steps<RunResult> {
    this.#requireTransaction(payload.depth);
    const before = this.#db.changes(true);
    const interruption = this.#interruption;
    const source = this.#source;
    yield* useStatement(this.#statements, payload.sql, function* (statement) {
      let { hasRow } = yield* source.begin(statement, payload);
      while (hasRow) {
        hasRow = interruption.mustPause
          ? ((yield interruption.step(statement)) as boolean)
          : statement.step();
      }
    });
    // SQLite's count stays that of the statement before where this one changed nothing.
    const changes = this.#db.changes(true) === before ? 0 : this.#db.changes();
    return { changes, lastInsertRowid: this.#db.lastInsertRowid() };
  }

  /** Runs one statement for each row of parameters: all or none, also of rows that come in several requests. */
  *runMany(payload: RunManyPayload): Steps<RunResult> {
    const { sql, position, isLast } = payload;
    if (position === 0) this.#beginMany(payload.depth);
    const many = this.#many;
    try {
      if (many === undefined || many.nextPosition !== position) {
        throw ownSqliteError(this.#capi, ResultCode.SQLITE_ABORT, "the rows before these were given up");
      }
      this.#requireTransaction(many.around.depth);
      const changes = yield* useStatement(this.#statements, sql, (statement) => {
        this.#kernel ??= createParameterKernel(this.#capi);
        return runMany(this.#capi, this.#kernel, statement, payload, this.#interruption);
      });
      const lastInsertRowid = this.#db.lastInsertRowid();
      many.nextPosition++;
      if (isLast) {
        this.commit(many.around);
        this.#many = undefined;
      }
      return { changes, lastInsertRowid };
    } catch (error) {
      this.stopMany();
      throw error;
    }
  }

  /** Gives up rows that were begun and have not come to an end; those that have run are undone. */
  stopMany(): null {
    if (this.#many !== undefined) this.rollback(this.#many.around);
    return null;
  }

  /** Whether rows were begun that have not come to an end. */
  get hasOpenRows(): boolean {
    return this.#many !== undefined;
  }

  /** Runs many statements: all or none. */
  batch(payload: BatchPayload): Steps<BatchResult> {
    return this.#atomically(payload.depth, runBatch(this.#db, this.#statements, this.#source, payload));
  }

  /** Keeps a statement prepared until it is released as often as it was prepared. */
  prepare(sql: string): StatementDescription {
    const statement = this.#statements.take(sql);
    this.#pins.set(sql, (this.#pins.get(sql) ?? 0) + 1);
    const columns = this.#source.columnNames(statement);
    const parameters = Array.from(
      { length: statement.parameterCount },
      (_, index) => statement.getParamName(index + 1) ?? null,
    );
    this.#statements.giveBack(sql, statement);
    return { columns, parameters };
  }

  /** The statement stays in the cache for a while. */
  release(sql: string): null {
    const count = this.#pins.get(sql) ?? 0;
    if (count > 1) this.#pins.set(sql, count - 1);
    else this.#pins.delete(sql);
    return null;
  }

  /** Runs one statement up to its first batch of rows. */
  *openCursor(payload: OpenCursorPayload): Steps<CursorRows> {
    this.#requireTransaction(payload.depth);
    const statement = this.#statements.take(payload.sql);
    let cursor: Cursor;
    try {
      cursor = yield* this.#source.begin(statement, payload, payload.batchSize);
    } catch (error) {
      statement.finalize();
      throw error;
    }
    this.#cursors.set(payload.cursor, cursor);
    return yield* this.fetch(payload);
  }

  /** Reads the next batch of rows. */
  *fetch({ cursor: id }: CursorPayload): Steps<CursorRows> {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) {
      throw ownSqliteError(this.#capi, ResultCode.SQLITE_ABORT, "the statement was stopped");
    }
    try {
      const batch = yield* this.#source.nextBatch(cursor);
      if (batch.isLast) this.closeCursor({ cursor: id });
      return batch;
    } catch (error) {
      this.#cursors.delete(id);
      cursor.statement.finalize();
      throw error;
    }
  }

  /** Stops a statement whose rows are of no interest any more. */
  closeCursor({ cursor: id }: CursorPayload): null {
    const cursor = this.#cursors.get(id);
    this.#cursors.delete(id);
    if (cursor !== undefined) this.#statements.giveBack(cursor.sql, cursor.statement);
    return null;
  }

  /** Begins a transaction, or a savepoint in one. */
  begin({ depth, mode }: BeginPayload): null {
    this.#requireTransaction(depth - 1);
    this.#step(depth === 1 ? `BEGIN ${mode}` : `SAVEPOINT ${savepoint(depth)}`);
    if (depth === 1) this.#hasBegun = true;
    return null;
  }

  /** Commits a transaction, or releases its savepoint. What throws leaves it open. */
  commit({ depth }: TransactionPayload): null {
    this.#requireTransaction(depth);
    this.#step(depth === 1 ? "COMMIT" : `RELEASE ${savepoint(depth)}`);
    if (depth === 1) this.#hasBegun = false;
    return null;
  }

  /**
   * Rolls back a transaction, or to its savepoint; nothing is left to do where SQLite has done it. A transaction that SQL has begun
   * stays, whoever asks: only SQL ends it.
   */
  rollback({ depth }: TransactionPayload): null {
    if (depth === 1) {
      if (!this.#hasBegun) return this.stopMany();
      this.#hasBegun = false;
    }
    if (this.#many !== undefined && depth <= this.#many.around.depth) this.#many = undefined;
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
      for (const { statement } of this.#cursors.values()) statement.finalize();
      this.#cursors.clear();
      this.#statements.clear();
      if (!this.#isAutocommit()) this.#db.exec("ROLLBACK");
      beforeClose(this.#db);
    } finally {
      this.#source.dispose();
      this.#db.close();
    }
  }

  *#atomically<Result>(depth: number, work: Steps<Result>): Steps<Result> {
    const inner = this.#transactionIn(depth);
    this.begin(inner);
    try {
      const result = yield* work;
      this.commit(inner);
      return result;
    } catch (error) {
      this.rollback(inner);
      throw error;
    }
  }

  #beginMany(depth: number): void {
    this.stopMany();
    const around = this.#transactionIn(depth);
    this.begin(around);
    this.#many = { around, nextPosition: 0 };
  }

  /** What keeps statements together that come at a depth. */
  #transactionIn(depth: number): BeginPayload {
    // A transaction that SQL has begun is not the client's, but a savepoint fits into it as well.
    const outer = depth === 0 && !this.#isAutocommit() ? 1 : depth;
    return { depth: outer + 1, mode: "deferred" };
  }

  #step(sql: string): void {
    const statement = this.#statements.take(sql);
    try {
      statement.step();
    } catch (error) {
      statement.finalize();
      throw error;
    }
    this.#statements.giveBack(sql, statement);
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
}

function savepoint(depth: number): string {
  return `web_sqlite_${depth}`;
}
