import { ResultCode } from "../../base/index.js";
import type { DatabasePointer } from "../../capi/index.js";
import { type CString, NULL, readCString } from "../../wasm/index.js";
import { openConnection } from "../open-connection.js";
import type { SqlRow } from "../rows.js";
import { Script } from "../script.js";
import type { Bindings, SqlValue } from "../values.js";
import type { Oo1Context } from "./context.js";
import { planExec } from "./exec-plan.js";
import { runExec } from "./exec-run.js";
import type { ExecOptions, ExecResult } from "./exec-types.js";
import {
  type AggregateFunctionOptions,
  defineFunction,
  type FunctionOptions,
  type FunctionResult,
  type ScalarFunctionOptions,
  type SqlCallback,
  type WindowFunctionOptions,
} from "./function-definition.js";
import { installFunction } from "./install-function.js";
import { type CloseListeners, planOpening, WrappedConnection } from "./open-arguments.js";
import { selectArray, selectObject, selectValue, selectValues } from "./query.js";
import { type SqlSource, sqlTextOf, textAt } from "./sql-source.js";
import { StatementHandle } from "./statement-handle.js";
import type { Stmt } from "./stmt.js";
import { traceStatements } from "./trace-statements.js";
import { runSavepoint, runTransaction } from "./transaction.js";

/** Makes the public object of a statement. */
export type StatementFactory = (db: DB, handle: StatementHandle) => Stmt;

/**
 * One connection to a database. Every method throws once it is closed, but `isOpen`, `close` and
 * `openStatementCount`.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md#db
 */
export class DB {
  readonly #context: Oo1Context;
  readonly #createStatement: StatementFactory;
  readonly #handles = new Set<StatementHandle>();
  readonly #isOwned: boolean;
  readonly #stopTracing: (() => void) | undefined;
  #pointer: DatabasePointer;
  /** The name that the database was opened with, `""` for a wrapped connection; `undefined` once closed. */
  filename: string | undefined;
  /** Called when the connection is closed. */
  onclose: CloseListeners | undefined;

  /**
   * @param args - what the public constructor was given, or one {@link WrappedConnection}
   * @throws SQLite3Error, for example `SQLITE_CANTOPEN`
   */
  constructor(context: Oo1Context, createStatement: StatementFactory, args: readonly unknown[]) {
    this.#context = context;
    this.#createStatement = createStatement;
    context.handles.set(this, this.#handles);
    const [first] = args;
    if (first instanceof WrappedConnection) {
      this.#pointer = first.pointer;
      this.#isOwned = first.isOwned;
      this.filename = "";
      return;
    }
    const { filename, access, vfs, onclose, isTraced } = planOpening(context, args);
    this.#pointer = context.translate(() => openConnection(context.capi, filename, access, vfs));
    this.#isOwned = true;
    this.filename = filename;
    this.onclose = onclose;
    if (isTraced) this.#stopTracing = traceStatements(context, this.#pointer);
  }

  /** The `sqlite3*`; `undefined` once the connection is closed. */
  get pointer(): DatabasePointer | undefined {
    return this.#pointer || undefined;
  }

  set pointer(_value) {
    throw this.#context.refusal("the pointer of a connection cannot be set");
  }

  /** Whether the connection is open. */
  isOpen(): boolean {
    return this.#pointer !== 0;
  }

  /**
   * Returns this connection if it is open.
   * @throws SQLite3Error once it is closed
   */
  affirmOpen(): this {
    this.#open();
    return this;
  }

  /**
   * Finalizes every statement and closes the connection, unless it is wrapped and somebody else's. Doing it twice does
   * nothing.
   */
  close(): void {
    if (this.#pointer === 0) return;
    this.#tell("before");
    const pointer = this.#pointer;
    if (pointer === 0) return;
    for (const handle of [...this.#handles]) handle.finalize(this.#context);
    this.#stopTracing?.();
    this.#pointer = NULL;
    if (this.#isOwned) this.#context.capi.sqlite3_close_v2(pointer);
    this.#tell("after");
    this.filename = undefined;
  }

  #tell(when: "before" | "after"): void {
    try {
      this.onclose?.[when]?.(this);
    } catch {
      // Closing goes on whatever a listener thinks of it.
    }
  }

  /**
   * Rows that the latest INSERT, UPDATE or DELETE changed.
   *
   * @param total - all that changed since the connection was opened
   * @param sixtyFour - as a bigint
   */
  changes(total?: boolean, sixtyFour?: false): number;
  changes(total: boolean, sixtyFour: true): bigint;
  changes(total = false, sixtyFour = false): number | bigint {
    const { capi } = this.#context;
    const pointer = this.#open();
    const changes = total ? capi.sqlite3_total_changes64(pointer) : capi.sqlite3_changes64(pointer);
    return sixtyFour ? changes : Number(changes);
  }

  /**
   * Path of the file behind a schema: `""` for a memory or temporary database.
   *
   * @param schema - `"main"` by default
   * @returns `null` where there is no such schema
   */
  dbFilename(schema = "main"): string | null {
    const { capi } = this.#context;
    const pointer = this.#open();
    return this.#withCString(schema, (name) =>
      readCString(capi.heap, capi.sqlite3_db_filename(pointer, name)),
    );
  }

  /**
   * Name of a schema by its number: 0 is `"main"`, 1 `"temp"`, then those that were attached.
   * @returns `null` where there is none
   */
  dbName(index = 0): string | null {
    const { capi } = this.#context;
    return readCString(capi.heap, capi.sqlite3_db_name(this.#open(), index));
  }

  /**
   * Name of a schema's VFS.
   *
   * @param schema - name, or address of a C string; `"main"` by default and for 0
   * @returns `undefined` where there is no such schema
   */
  dbVfsName(schema: string | number = 0): string | undefined {
    const { capi } = this.#context;
    const pointer = this.#open();
    const name = typeof schema === "number" ? (textAt(capi, schema) ?? "main") : schema;
    const vfs = this.#withCString(name, (cName) => capi.sqlite3__wasm_db_vfs(pointer, cName));
    const member = capi.enumJson().structs.get("sqlite3_vfs")?.members.zName;
    if (vfs === 0 || member === undefined) return undefined;
    return (
      readCString(capi.heap, capi.heap.peekPointer<"char">((vfs + member.offset) as CString)) ?? undefined
    );
  }

  /**
   * Prepares the first statement of an SQL text; the rest of the text is ignored.
   *
   * @throws SQLite3Error where it does not compile or there is no statement; `SQLITE_MISUSE` for what is no SQL
   */
  prepare(sql: SqlSource): Stmt {
    const context = this.#context;
    const pointer = this.#open();
    const text = sqlTextOf(context.capi, sql);
    if (text === undefined && typeof sql !== "number") {
      throw context.misuse(`${sql === null ? "null" : `a value of type ${typeof sql}`} is no SQL`);
    }
    const script = context.translate(() => new Script(context.capi, pointer, text ?? ""));
    try {
      const statement = context.translate(() => script.next());
      if (statement === 0) throw context.refusal("the SQL text contains no statement");
      return this.#createStatement(this, new StatementHandle(statement, "prepared", this.#handles));
    } finally {
      script.dispose();
    }
  }

  /**
   * Runs all statements of an SQL text and delivers the rows of the first that returns some.
   *
   * @param sql - the SQL, or options that hold it
   * @returns this connection, or what the options ask for
   * @throws SQLite3Error at the first statement that fails (those before it have run); what the callback throws
   */
  exec(sql: SqlSource, options?: undefined): this;
  exec<const Options extends ExecOptions>(sql: SqlSource, options: Options): ExecResult<this, Options>;
  exec<const Options extends ExecOptions & { sql: SqlSource }>(options: Options): ExecResult<this, Options>;
  exec(...args: readonly unknown[]): unknown {
    const pointer = this.#open();
    const plan = planExec(this.#context, args);
    const present = (handle: StatementHandle) => this.#createStatement(this, handle);
    runExec(this.#context, { pointer, handles: this.#handles, present }, plan);
    return plan.returnValue === "this" ? this : plan[plan.returnValue];
  }

  /**
   * First column of a query's first row.
   *
   * @param bind - as for `Stmt.bind`; `undefined` binds nothing
   * @param asType - as for `Stmt.get`
   * @returns `undefined` without a row
   */
  selectValue(sql: SqlSource, bind?: Bindings, asType?: number): SqlValue | undefined {
    return selectValue(this, sql, bind, asType);
  }

  /** First column of each row, see {@link selectValue}. */
  selectValues(sql: SqlSource, bind?: Bindings, asType?: number): SqlValue[] {
    return selectValues(this, sql, bind, asType);
  }

  /** A query's first row as an array; `undefined` without a row. */
  selectArray(sql: SqlSource, bind?: Bindings): SqlValue[] | undefined {
    return selectArray(this, sql, bind);
  }

  /** A query's first row as an object; `undefined` without a row. */
  selectObject(sql: SqlSource, bind?: Bindings): SqlRow | undefined {
    return selectObject(this, sql, bind);
  }

  /** Each row of a query as an array. */
  selectArrays(sql: SqlSource, bind?: Bindings): SqlValue[][] {
    return this.exec(sql, { bind, returnValue: "resultRows", rowMode: "array" });
  }

  /** Each row of a query as an object. */
  selectObjects(sql: SqlSource, bind?: Bindings): SqlRow[] {
    return this.exec(sql, { bind, returnValue: "resultRows", rowMode: "object" });
  }

  /** Statements that `prepare` made and that are not finalized; 0 once the connection is closed. */
  openStatementCount(): number {
    let count = 0;
    for (const { ownership } of this.#handles) if (ownership === "prepared") count++;
    return count;
  }

  /**
   * Runs `body` in a transaction: commits when it returns, rolls back when it throws. It must not be async: the
   * transaction ends when it returns.
   *
   * @param qualifier - a word that may follow `BEGIN`
   * @returns what `body` returns
   * @throws what `body` throws; SQLite3Error, also inside another transaction, where {@link savepoint} works
   */
  transaction<Result>(body: (db: this) => Result): Result;
  transaction<Result>(
    qualifier: "DEFERRED" | "IMMEDIATE" | "EXCLUSIVE" | (string & {}),
    body: (db: this) => Result,
  ): Result;
  transaction(...args: readonly unknown[]): unknown {
    return runTransaction(this.#context, this, args);
  }

  /**
   * Runs `body` in a savepoint, which nests: releases it when `body` returns, rolls back to it when `body` throws.
   *
   * @param body - must not be async
   * @returns what `body` returns
   */
  savepoint<Result>(body: (db: this) => Result): Result {
    return runSavepoint(this.#context, this, body) as Result;
  }

  /**
   * Defines a scalar, aggregate or window function for SQL. What it throws becomes an SQLite error with its text, whose
   * `cause` it is.
   *
   * @throws SQLite3Error
   */
  createFunction(name: string, xFunc: SqlCallback<FunctionResult>, options?: FunctionOptions): this;
  createFunction(
    name: string,
    options: ScalarFunctionOptions | AggregateFunctionOptions | WindowFunctionOptions,
  ): this;
  createFunction(
    options: (ScalarFunctionOptions | AggregateFunctionOptions | WindowFunctionOptions) & { name: string },
  ): this;
  createFunction(...args: readonly unknown[]): this {
    if (this.#pointer === 0) throw this.#context.misuse("the connection is closed");
    installFunction(this.#context, this.#pointer, defineFunction(this.#context, args));
    return this;
  }

  /**
   * Throws the error that a result code stands for, with the message that the connection holds.
   *
   * @param resultCode - 0 passes
   * @returns this
   */
  checkRc(resultCode: number): this {
    this.#context.check(resultCode || ResultCode.SQLITE_OK, this.#pointer);
    return this;
  }

  #open(): DatabasePointer {
    if (this.#pointer === 0) throw this.#context.refusal("the connection is closed");
    return this.#pointer;
  }

  #withCString<Result>(text: string, use: (text: CString) => Result): Result {
    const { allocator } = this.#context.capi;
    const cText = allocator.allocCString(String(text));
    try {
      return use(cText);
    } finally {
      allocator.free(cText);
    }
  }
}
