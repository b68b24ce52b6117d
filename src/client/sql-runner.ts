import type { Column, RunResult, SqlRow, SqlValue } from "../protocol/index.js";
import type { BatchOutcome, BatchStatement } from "./batch.js";
import type { CallOptions } from "./call-options.js";
import type { SqlParameters } from "./parameters.js";
import type { PreparedStatement } from "./prepared-statement.js";
import type { QueryOptions, RowMode, StreamMode, ValueOptions } from "./query-options.js";
import type { ArrayRows, ColumnRows } from "./read-rows.js";
import type { RowStream } from "./row-stream.js";
import type { SqlQuery } from "./sql-tag.js";

/** Rows in the form that was asked for. */
export type Rows<Mode extends RowMode, Row> = Mode extends "array"
  ? ArrayRows
  : Mode extends "columns"
    ? ColumnRows
    : Row[];

/** A row of a stream in the form that was asked for. */
export type StreamedRow<Mode extends StreamMode, Row> = Mode extends "array" ? SqlValue[] : Row;

/** How a query is streamed. */
export interface StreamOptions<Mode extends StreamMode = StreamMode> extends ValueOptions {
  /**
   * - `"object"` (default): one object per row. Of columns with the same name the last wins
   * - `"array"`: one array per row; `prepare()` tells the names of the columns
   */
  readonly rowMode?: Mode | undefined;
  /** Rows that the worker sends at a time at most; by default as many as take 256 KiB. */
  readonly batchSize?: number | undefined;
}

/** What a row may be said to be. */
type RowShape<Row> = { [Name in keyof Row]: SqlValue };

/**
 * Running SQL, in a transaction or on the database. Calls run in the order in which they are made.
 *
 * All methods take SQL as text, with parameters beside it, or as written with the tag `sql`, which brings its parameters.
 * They reject with a `TypeError` or `RangeError` for arguments that cannot be, before anything is sent; with a
 * `SqliteError` of the class for its kind for what SQLite reports; with the reason of the signal that ended them; and with
 * an `EngineError` when the worker has died. The stack of each error shows the call; the worker's own is in its property
 * `workerStack`.
 */
export interface SqlRunner {
  /**
   * Runs a script: any number of statements, without parameters, for their effect. An empty text does nothing. When a
   * statement fails, those before it have run; in a transaction they are undone.
   *
   * @param script - statements with semicolons between them
   * @example
   * await db.exec("CREATE TABLE tag(name TEXT, note INTEGER); CREATE INDEX by_name ON tag(name)");
   */
  exec(script: string | SqlQuery, options?: CallOptions): Promise<void>;

  /**
   * Runs one statement and gives its rows. An INTEGER beyond ±(2^53-1) comes as bigint, a blob as `Uint8Array`.
   *
   * @param statement - exactly one statement
   * @param parameters - a value for each parameter of the statement
   * @param options - `rowMode` is the form of the rows. As objects, of columns with the same name the last wins; the other
   *   forms keep all
   * @returns one object per row, by column name; with the `rowMode` `"array"` or `"columns"`, rows or columns with the
   *   names beside them
   * @example
   * const notes = await db.query<{ id: number; text: string }>("SELECT * FROM note WHERE id > ?", [10]);
   * const { columns, rows } = await db.query("SELECT * FROM note", [], { rowMode: "array" });
   */
  query<Row extends RowShape<Row> = SqlRow, Mode extends RowMode = "object">(
    statement: string,
    parameters?: SqlParameters,
    options?: QueryOptions<Mode>,
  ): Promise<Rows<Mode, Row>>;
  query<Row extends RowShape<Row> = SqlRow, Mode extends RowMode = "object">(
    statement: SqlQuery,
    options?: QueryOptions<Mode>,
  ): Promise<Rows<Mode, Row>>;

  /**
   * Runs one statement and gives its first row; the others are not read.
   *
   * @returns `undefined` where there is no row
   * @example
   * const note = await db.get<{ text: string }>("SELECT text FROM note WHERE id = ?", [1]);
   */
  get<Row extends RowShape<Row> = SqlRow>(
    statement: string,
    parameters?: SqlParameters,
    options?: ValueOptions,
  ): Promise<Row | undefined>;
  get<Row extends RowShape<Row> = SqlRow>(
    statement: SqlQuery,
    options?: ValueOptions,
  ): Promise<Row | undefined>;

  /**
   * Runs one statement and gives the first column of its first row.
   *
   * @returns `undefined` where there is no row, `null` for NULL
   * @example
   * const count = await db.value<number>("SELECT count(*) FROM note");
   */
  value<Value extends SqlValue = SqlValue>(
    statement: string,
    parameters?: SqlParameters,
    options?: ValueOptions,
  ): Promise<Value | undefined>;
  value<Value extends SqlValue = SqlValue>(
    statement: SqlQuery,
    options?: ValueOptions,
  ): Promise<Value | undefined>;

  /**
   * Runs one statement and gives its columns.
   *
   * @returns for each column its values in the order of the rows: a `Float64Array` where all are numbers, else an array
   * @example
   * const [ids, texts] = await db.values("SELECT id, text FROM note");
   */
  values(statement: string, parameters?: SqlParameters, options?: ValueOptions): Promise<Column[]>;
  values(statement: SqlQuery, options?: ValueOptions): Promise<Column[]>;

  /**
   * Runs one statement for its effect.
   *
   * @param statement - exactly one statement; rows that it returns are dropped
   * @param parameters - a value for each parameter of the statement
   * @example
   * const { lastInsertRowid } = await db.run("INSERT INTO note(text) VALUES ($text)", { text: "milk" });
   */
  run(statement: string, parameters?: SqlParameters, options?: CallOptions): Promise<RunResult>;
  run(statement: SqlQuery, options?: CallOptions): Promise<RunResult>;

  /**
   * Runs one statement once for each row of parameters, in a transaction or savepoint of its own: all or none. This is the
   * quickest way to store many rows. Rows that come one after the other, from a generator say, are never in memory all at
   * once.
   *
   * @param rows - parameters; all by position, or all by the same names
   * @returns the changes of all together
   * @example
   * await db.runMany("INSERT INTO note(id, text) VALUES (?, ?)", [[1, "milk"], [2, "bread"]]);
   */
  runMany(
    statement: string,
    rows: Iterable<SqlParameters> | AsyncIterable<SqlParameters>,
    options?: CallOptions,
  ): Promise<RunResult>;

  /**
   * Runs many statements in one transaction or savepoint: all or none. They go to the worker as one message.
   *
   * @returns what each did, in their order
   * @example
   * const [, { rows }] = await db.batch([
   *   ["INSERT INTO note(text) VALUES (?)", ["milk"]],
   *   "SELECT count(*) AS count FROM note",
   * ]);
   */
  batch(statements: Iterable<BatchStatement>, options?: ValueOptions): Promise<BatchOutcome[]>;

  /**
   * Prepares one statement, so that a mistake in it shows at once, and keeps it prepared. Other methods keep the
   * statements prepared that were used last: this is for those that are needed for long.
   *
   * @example
   * const insert = await db.prepare("INSERT INTO note(text) VALUES (?)");
   * await insert.run(["milk"]);
   * await insert.finalize();
   */
  prepare<Row extends RowShape<Row> = SqlRow>(
    statement: string,
    options?: CallOptions,
  ): Promise<PreparedStatement<Row>>;

  /**
   * Runs one statement whose rows are read while they are used, in bounded memory. Nothing runs before the first row is
   * asked for. Other calls may run in between; those that change what it reads may or may not show in it.
   *
   * @returns what `for await` takes; leaving the loop stops the statement
   * @example
   * for await (const { id } of db.stream("SELECT id FROM note")) console.log(id);
   */
  stream<Row extends RowShape<Row> = SqlRow, Mode extends StreamMode = "object">(
    statement: string,
    parameters?: SqlParameters,
    options?: StreamOptions<Mode>,
  ): RowStream<StreamedRow<Mode, Row>>;
  stream<Row extends RowShape<Row> = SqlRow, Mode extends StreamMode = "object">(
    statement: SqlQuery,
    options?: StreamOptions<Mode>,
  ): RowStream<StreamedRow<Mode, Row>>;
}
