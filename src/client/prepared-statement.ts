/// <reference lib="esnext.disposable" preserve="true" />
import type { Column, RunResult, SqlRow, SqlValue, StatementDescription } from "../protocol/index.js";
import type { CallOptions } from "./call-options.js";
import { ownError } from "./own-error.js";
import type { SqlParameters } from "./parameters.js";
import type { QueryOptions, RowMode, StreamMode, ValueOptions } from "./query-options.js";
import { released } from "./released.js";
import type { RowStream } from "./row-stream.js";
import type { Rows, SqlRunner, StreamedRow, StreamOptions } from "./sql-runner.js";

/** What a row may be said to be. */
type RowShape<Row> = { [Column in keyof Row]: SqlValue };

/**
 * A statement that is kept prepared in the worker until it is finalized. One that is forgotten is released some time after
 * it has become garbage.
 *
 * @example
 * await using byAuthor = await db.prepare<{ title: string }>("SELECT title FROM book WHERE author = ?");
 * for (const author of authors) show(await byAuthor.all([author]));
 */
export interface PreparedStatement<Row extends RowShape<Row> = SqlRow> {
  /** Its text. */
  readonly sql: string;
  /** Names of its columns, as they were when it was prepared; none when it returns no rows. */
  readonly columns: readonly string[];
  /** Names of its parameters with their `:`, `@` or `$`, by position; `null` for one without a name. */
  readonly parameters: readonly (string | null)[];

  /** All rows. @see SqlRunner.query */
  all<Mode extends RowMode = "object">(
    parameters?: SqlParameters,
    options?: QueryOptions<Mode>,
  ): Promise<Rows<Mode, Row>>;
  /** The first row; `undefined` where there is none. @see SqlRunner.get */
  get(parameters?: SqlParameters, options?: ValueOptions): Promise<Row | undefined>;
  /** The first column of the first row; `undefined` where there is no row. @see SqlRunner.value */
  value<Value extends SqlValue = SqlValue>(
    parameters?: SqlParameters,
    options?: ValueOptions,
  ): Promise<Value | undefined>;
  /** The columns. @see SqlRunner.values */
  values(parameters?: SqlParameters, options?: ValueOptions): Promise<Column[]>;
  /** Runs it for its effect. @see SqlRunner.run */
  run(parameters?: SqlParameters, options?: CallOptions): Promise<RunResult>;
  /** Runs it once for each row of parameters: all or none. @see SqlRunner.runMany */
  runMany(
    rows: Iterable<SqlParameters> | AsyncIterable<SqlParameters>,
    options?: CallOptions,
  ): Promise<RunResult>;
  /** Its rows, read while they are used. @see SqlRunner.stream */
  stream<Mode extends StreamMode = "object">(
    parameters?: SqlParameters,
    options?: StreamOptions<Mode>,
  ): RowStream<StreamedRow<Mode, Row>>;

  /**
   * Releases it; later calls are refused. Doing it twice does nothing.
   *
   * @example
   * await statement.finalize();
   */
  finalize(): Promise<void>;
  /** Releases it at the end of an `await using` block, where the platform has such. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a prepared statement runs its calls on. */
export interface StatementOwner extends SqlRunner {
  /** Has `release` called when the session ends. */
  adopt(release: () => void): void;
  /** Takes that back. */
  abandon(release: () => void): void;
}

/** Runs its text on the session that it belongs to, whose worker finds it prepared. */
export class SessionStatement<Row extends RowShape<Row>> implements PreparedStatement<Row> {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly parameters: readonly (string | null)[];
  readonly #owner: StatementOwner;
  readonly #release: () => void;
  readonly #disown: () => void;
  #isFinalized = false;

  /** @param release - lets the worker forget it */
  constructor(owner: StatementOwner, sql: string, description: StatementDescription, release: () => void) {
    this.sql = sql;
    this.columns = description.columns;
    this.parameters = description.parameters;
    this.#owner = owner;
    this.#release = release;
    owner.adopt(release);
    this.#disown = released(this, () => {
      owner.abandon(release);
      release();
    });
  }

  async all<Mode extends RowMode = "object">(
    parameters?: SqlParameters,
    options?: QueryOptions<Mode>,
  ): Promise<Rows<Mode, Row>> {
    return this.#usable.query<Row, Mode>(this.sql, parameters, options);
  }

  async get(parameters?: SqlParameters, options?: ValueOptions): Promise<Row | undefined> {
    return this.#usable.get<Row>(this.sql, parameters, options);
  }

  async value<Value extends SqlValue = SqlValue>(
    parameters?: SqlParameters,
    options?: ValueOptions,
  ): Promise<Value | undefined> {
    return this.#usable.value<Value>(this.sql, parameters, options);
  }

  async values(parameters?: SqlParameters, options?: ValueOptions): Promise<Column[]> {
    return this.#usable.values(this.sql, parameters, options);
  }

  async run(parameters?: SqlParameters, options?: CallOptions): Promise<RunResult> {
    return this.#usable.run(this.sql, parameters, options);
  }

  async runMany(
    rows: Iterable<SqlParameters> | AsyncIterable<SqlParameters>,
    options?: CallOptions,
  ): Promise<RunResult> {
    return this.#usable.runMany(this.sql, rows, options);
  }

  stream<Mode extends StreamMode = "object">(
    parameters?: SqlParameters,
    options?: StreamOptions<Mode>,
  ): RowStream<StreamedRow<Mode, Row>> {
    return this.#usable.stream<Row, Mode>(this.sql, parameters, options);
  }

  async finalize(): Promise<void> {
    if (this.#isFinalized) return;
    this.#isFinalized = true;
    this.#disown();
    this.#owner.abandon(this.#release);
    this.#release();
  }

  // Where the platform has no such symbol this method gets the name "undefined", and does no harm.
  [Symbol.asyncDispose](): Promise<void> {
    return this.finalize();
  }

  get #usable(): SqlRunner {
    if (this.#isFinalized) throw ownError("SQLITE_MISUSE", "the statement is finalized");
    return this.#owner;
  }
}
