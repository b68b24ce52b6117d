import {
  type Column,
  decodeArrays,
  decodeObjects,
  type FirstRow,
  type PayloadOf,
  type QueryPayload,
  type RequestType,
  type ResultOf,
  type RunResult,
  type SqlRow,
  type SqlValue,
  toObject,
} from "../protocol/index.js";
import { type BatchOutcome, type BatchStatement, readBatch, readOutcomes } from "./batch.js";
import { BatchReader, type CursorOwner } from "./batch-reader.js";
import { abortedSignal, type CallOptions, checkLimits, type Limits } from "./call-options.js";
import { type Caller, CallQueue } from "./call-queue.js";
import { captureCallSite } from "./call-site.js";
import type { Channel } from "./channel.js";
import { checkChoice } from "./option-checks.js";
import { ownError } from "./own-error.js";
import { chunkRows, chunkRowsAsync, closeRows, WINDOW } from "./parameter-rows.js";
import type { SqlParameters } from "./parameters.js";
import { type PreparedStatement, SessionStatement, type StatementOwner } from "./prepared-statement.js";
import {
  type BigIntMode,
  checkBigInt,
  checkRowMode,
  checkStreamMode,
  type QueryOptions,
  type RowMode,
  type StreamMode,
  type ValueOptions,
} from "./query-options.js";
import { type ArrayRows, type ColumnRows, readRows } from "./read-rows.js";
import { CursorStream, type RowStream } from "./row-stream.js";
import { type ManyRuns, runChunk, runRows } from "./run-rows.js";
import { runTransaction } from "./run-transaction.js";
import type { Rows, StreamedRow, StreamOptions } from "./sql-runner.js";
import type { SqlQuery } from "./sql-tag.js";
import { checkSql } from "./sql-text.js";
import { readScript, readStatement, type StatementArguments } from "./statement-arguments.js";
import type { Transaction, TransactionOptions } from "./transaction.js";

/** One handle of a database. */
export interface Handle extends Caller {
  /** How it gives integers where a call does not say. */
  readonly bigint: BigIntMode;
}

type RowShape<Row> = { [Name in keyof Row]: SqlValue };
type Second<Options> = SqlParameters | Options | undefined;

/** Sends what is called on one transaction, or on the database outside transactions. */
export class Session implements Transaction, StatementOwner, CursorOwner {
  readonly channel: Channel;
  readonly #handle: Handle;
  readonly #queue: CallQueue;
  readonly #depth: number;
  readonly #limits: Limits | undefined;
  /** What is to be given up when this is over. */
  readonly #releases = new Set<() => void>();
  #isOver = false;

  /**
   * @param queue - of this session's own calls
   * @param depth - 0 for the database, 1 for a transaction, more for nested ones
   * @param limits - of all calls
   */
  constructor(handle: Handle, queue: CallQueue, depth = 0, limits?: Limits) {
    this.channel = handle.channel;
    this.#handle = handle;
    this.#queue = queue;
    this.#depth = depth;
    this.#limits = limits;
  }

  /** Refuses further calls, and fulfils when the transactions nested in this one are over. */
  end(): Promise<void> {
    this.#isOver = true;
    this.releaseAll();
    return this.#queue.idle();
  }

  adopt(release: () => void): void {
    this.#releases.add(release);
  }

  abandon(release: () => void): void {
    this.#releases.delete(release);
  }

  /** Gives up streams and prepared statements. */
  protected releaseAll(): void {
    for (const release of [...this.#releases]) release();
    this.#releases.clear();
  }

  /**
   * Makes a call when its turn has come.
   *
   * @param isAlone - whether all other calls wait until it is over
   */
  inTurn<Result>(
    callSite: Error,
    limits: Limits | undefined,
    call: () => Promise<Result>,
    isAlone = false,
  ): Promise<Result> {
    const signal = abortedSignal(limits);
    if (signal !== undefined) return Promise.reject(signal.reason);
    return this.#queue.run(this.#handle, callSite, limits, call, isAlone);
  }

  async exec(script: string | SqlQuery, options?: CallOptions): Promise<void> {
    const callSite = captureCallSite();
    const limits = this.#begin(options);
    const payload = { sql: readScript(script), depth: this.#depth };
    await this.#request("exec", payload, callSite, limits);
  }

  async query<Row extends RowShape<Row> = SqlRow, Mode extends RowMode = "object">(
    statement: string | SqlQuery,
    second?: Second<QueryOptions<Mode>>,
    third?: QueryOptions<Mode>,
  ): Promise<Rows<Mode, Row>> {
    const callSite = captureCallSite();
    const read = readStatement<QueryOptions<Mode>>(statement, second, third);
    const mode = checkRowMode(read.options?.rowMode);
    return (await this.#read(read, mode, callSite)) as Rows<Mode, Row>;
  }

  async get<Row extends RowShape<Row> = SqlRow>(
    statement: string | SqlQuery,
    second?: Second<ValueOptions>,
    third?: ValueOptions,
  ): Promise<Row | undefined> {
    const callSite = captureCallSite();
    const { columns, values } = await this.#first(readStatement(statement, second, third), callSite);
    return values === null ? undefined : (toObject(columns, values) as Row);
  }

  async value<Value extends SqlValue = SqlValue>(
    statement: string | SqlQuery,
    second?: Second<ValueOptions>,
    third?: ValueOptions,
  ): Promise<Value | undefined> {
    const callSite = captureCallSite();
    const { values } = await this.#first(readStatement(statement, second, third), callSite);
    return values?.[0] as Value | undefined;
  }

  async values(
    statement: string | SqlQuery,
    second?: Second<ValueOptions>,
    third?: ValueOptions,
  ): Promise<Column[]> {
    const callSite = captureCallSite();
    const read = readStatement<ValueOptions>(statement, second, third);
    const { values } = (await this.#read(read, "columns", callSite)) as ColumnRows;
    return values;
  }

  async run(
    statement: string | SqlQuery,
    second?: Second<CallOptions>,
    third?: CallOptions,
  ): Promise<RunResult> {
    const callSite = captureCallSite();
    const { sql, parameters, options } = readStatement<CallOptions>(statement, second, third);
    const limits = this.#begin(options);
    const payload = { sql, parameters, depth: this.#depth };
    return this.#request("run", payload, callSite, limits);
  }

  async runMany(
    statement: string,
    rows: Iterable<SqlParameters> | AsyncIterable<SqlParameters>,
    options?: CallOptions,
  ): Promise<RunResult> {
    const callSite = captureCallSite();
    const limits = this.#begin(options);
    const sql = checkSql(statement);
    const runs: ManyRuns = { channel: this.channel, sql, depth: this.#depth, callSite, limits };
    // What waits for its turn is not to be changed meanwhile.
    const ahead = this.#queue.holder === undefined ? 1 : WINDOW;
    const chunks = isAsync(rows)
      ? await chunkRowsAsync(rows)
      : chunkRows(requireIterable(rows), ahead, limits !== undefined);
    const [first] = chunks.read;
    if (first?.isLast) return this.inTurn(callSite, limits, () => runChunk(runs, first));
    return this.inTurn(callSite, limits, () => runRows(runs, chunks), true).catch(async (error: unknown) => {
      await closeRows(chunks);
      throw error;
    });
  }

  async batch(statements: Iterable<BatchStatement>, options?: ValueOptions): Promise<BatchOutcome[]> {
    const callSite = captureCallSite();
    const limits = this.#begin(options);
    const payload = {
      ...readBatch(requireIterable(statements)),
      depth: this.#depth,
      allBigInts: this.#wantsBigInts(options),
    };
    return readOutcomes(await this.#request("batch", payload, callSite, limits));
  }

  async prepare<Row extends RowShape<Row> = SqlRow>(
    statement: string,
    options?: CallOptions,
  ): Promise<PreparedStatement<Row>> {
    const callSite = captureCallSite();
    const limits = this.#begin(options);
    const name = { sql: checkSql(statement) };
    const description = await this.#request("prepare", name, callSite, limits);
    const { channel } = this;
    return new SessionStatement<Row>(this, name.sql, description, () => channel.notify("release", name));
  }

  stream<Row extends RowShape<Row> = SqlRow, Mode extends StreamMode = "object">(
    statement: string | SqlQuery,
    second?: Second<StreamOptions<Mode>>,
    third?: StreamOptions<Mode>,
  ): RowStream<StreamedRow<Mode, Row>> {
    const callSite = captureCallSite();
    const read = readStatement<StreamOptions<Mode>>(statement, second, third);
    const limits = this.#begin(read.options);
    const { batchSize = Number.MAX_SAFE_INTEGER, rowMode } = read.options ?? {};
    if (!(Number.isSafeInteger(batchSize) && batchSize >= 1)) {
      throw new RangeError(`batchSize must be a whole number above 0, not ${String(batchSize)}`);
    }
    const isArray = checkStreamMode(rowMode) === "array";
    const reader = new BatchReader(this, this.#queryPayload(read), batchSize, callSite, limits);
    return new CursorStream<StreamedRow<Mode, Row>>(reader, ({ buffer, columns }) => {
      const rows: (SqlRow | SqlValue[])[] = [];
      if (isArray) decodeArrays(buffer, rows as SqlValue[][]);
      else decodeObjects(buffer, columns, rows as SqlRow[]);
      return rows as StreamedRow<Mode, Row>[];
    });
  }

  async transaction<Result>(
    body: (tx: Transaction) => Result | PromiseLike<Result>,
    options?: TransactionOptions,
  ): Promise<Result> {
    const callSite = captureCallSite();
    const limits = this.#begin(options);
    if (typeof body !== "function") throw new TypeError("a transaction needs a function");
    const { mode = "deferred" } = options ?? {};
    checkChoice("mode", mode, ["deferred", "immediate", "exclusive"]);
    const depth = this.#depth + 1;
    const run = () => {
      const tx = new Session(this.#handle, new CallQueue(), depth, limits);
      return runTransaction({ channel: this.channel, depth, mode, callSite, limits }, tx, body);
    };
    return this.inTurn(callSite, limits, run, true);
  }

  #request<Type extends RequestType>(
    type: Type,
    payload: PayloadOf<Type>,
    callSite: Error,
    limits: Limits | undefined,
  ): Promise<ResultOf<Type>> {
    return this.inTurn(callSite, limits, () => this.channel.request(type, payload, callSite, { limits }));
  }

  #read(
    read: StatementArguments<ValueOptions>,
    mode: RowMode,
    callSite: Error,
  ): Promise<SqlRow[] | ArrayRows | ColumnRows> {
    const limits = this.#begin(read.options);
    const payload = this.#queryPayload(read);
    return this.inTurn(callSite, limits, () => readRows(this.channel, payload, mode, callSite, limits));
  }

  #first(read: StatementArguments<ValueOptions>, callSite: Error): Promise<FirstRow> {
    return this.#request("first", this.#queryPayload(read), callSite, this.#begin(read.options));
  }

  #queryPayload({ sql, parameters, options }: StatementArguments<ValueOptions>): QueryPayload {
    const payload = { sql, parameters, depth: this.#depth };
    // Left out where it is not needed: every property is copied between the threads.
    return this.#wantsBigInts(options) ? { ...payload, allBigInts: true } : payload;
  }

  #wantsBigInts(options: ValueOptions | undefined): boolean {
    return checkBigInt(options?.bigint ?? this.#handle.bigint) === "always";
  }

  /** @throws SqliteError `SQLITE_MISUSE` when this is over; TypeError, RangeError for options that cannot be */
  #begin(options: CallOptions | undefined): Limits | undefined {
    if (!this.#isOver) return checkLimits(options, this.#limits);
    throw ownError(
      "SQLITE_MISUSE",
      "the transaction is over: it may be used only until the promise of its function settles",
    );
  }
}

function isAsync(
  rows: Iterable<SqlParameters> | AsyncIterable<SqlParameters>,
): rows is AsyncIterable<SqlParameters> {
  return (rows as Partial<AsyncIterable<SqlParameters>> | null)?.[Symbol.asyncIterator] !== undefined;
}

function requireIterable<Items extends Iterable<unknown>>(items: Items): Items {
  if (typeof items?.[Symbol.iterator] === "function") return items;
  throw new TypeError("it must be iterable");
}
