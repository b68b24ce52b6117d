import { ResultCode } from "../base/index.js";
import { type Capi, ownSqliteError, type StatementPointer, sqliteError } from "../capi/index.js";
import { type CString, NULL, readCString } from "../wasm/index.js";
import { bindAll, bindByKey } from "./bind-values.js";
import { readColumn } from "./read-column.js";
import { readColumnNames, type SqlRow, setColumn } from "./rows.js";
import type { BindableValue, Bindings, SqlValue } from "./values.js";

/** What a statement tells its connection. */
export interface StatementOwner {
  /** Called once, when the statement has been finalized. */
  forget(statement: Statement): void;
}

/**
 * A prepared statement. `Database.prepare` makes them; finalize each when it is no longer needed (closing the connection
 * finalizes those left).
 *
 * @see https://www.sqlite.org/c3ref/stmt.html
 */
export class Statement {
  readonly #capi: Capi;
  readonly #owner: StatementOwner;
  #pointer: StatementPointer;
  #hasRow = false;
  #columnNames: readonly string[] | undefined;
  #columnCount: number;
  /** Highest parameter position. */
  readonly parameterCount: number;

  /**
   * @param pointer - a statement that this object now owns
   * @param owner - told when the statement is finalized
   */
  constructor(capi: Capi, pointer: StatementPointer, owner: StatementOwner) {
    this.#capi = capi;
    this.#owner = owner;
    this.#pointer = pointer;
    this.#columnCount = capi.sqlite3_column_count(pointer);
    this.parameterCount = capi.sqlite3_bind_parameter_count(pointer);
  }

  /** Columns of a result row; 0 for a statement that returns none. A schema change may alter it at the next run. */
  get columnCount(): number {
    return this.#columnCount;
  }

  /** The `sqlite3_stmt*`; 0 once the statement is finalized. */
  get pointer(): StatementPointer {
    return this.#pointer;
  }

  /** SQL text of this statement alone. */
  get sql(): string {
    return readCString(this.#capi.heap, this.#capi.sqlite3_sql(this.#open())) ?? "";
  }

  /** Whether it writes nothing to the database file directly. */
  get isReadOnly(): boolean {
    return this.#capi.sqlite3_stmt_readonly(this.#open()) !== 0;
  }

  /**
   * Binds parameters, all that are given at once or one by its position (from 1) or name (with its `:`, `@` or `$`).
   * Parameters not named keep what they had.
   *
   * @returns this
   * @throws TypeError for a value that cannot be stored; RangeError for a position or name that the statement does not
   *   have; SqliteError `SQLITE_TOOBIG`, `SQLITE_NOMEM`, or `SQLITE_MISUSE` while the statement stands on a row
   */
  bind(bindings: Bindings): this;
  bind(key: number | string, value: BindableValue): this;
  bind(first: Bindings, ...rest: [] | [BindableValue]): this {
    const pointer = this.#open();
    if (this.#hasRow) throw this.#misuse("reset the statement before binding");
    const code =
      rest.length === 0
        ? bindAll(this.#capi, pointer, this.parameterCount, first)
        : bindByKey(this.#capi, pointer, this.parameterCount, first as number | string, rest[0]);
    if (code !== ResultCode.SQLITE_OK) throw this.#error(code);
    return this;
  }

  /**
   * Sets every parameter to NULL.
   * @returns this
   */
  clearBindings(): this {
    this.#capi.sqlite3_clear_bindings(this.#open());
    return this;
  }

  /**
   * Runs the statement up to its next row.
   *
   * @returns whether there is a row; `false` when the statement is done
   * @throws SqliteError; the statement is then reset
   */
  step(): boolean {
    return this.stepped(this.#capi.sqlite3_step(this.#open()));
  }

  /**
   * Takes note of a step that was made by calling `sqlite3_step` on {@link pointer}.
   *
   * @param code - what that returned
   * @returns as {@link step}
   * @throws SqliteError as {@link step}
   */
  stepped(code: number): boolean {
    if (code === ResultCode.SQLITE_ROW) {
      if (!this.#hasRow) this.#beginRows();
      return true;
    }
    this.#hasRow = false;
    if (code === ResultCode.SQLITE_DONE) return false;
    const error = this.#error(code);
    this.#capi.sqlite3_reset(this.#pointer);
    throw error;
  }

  /** At its first step a statement may have been prepared anew, after a schema change. */
  #beginRows(): void {
    this.#hasRow = true;
    this.#columnCount = this.#capi.sqlite3_column_count(this.#pointer);
    this.#columnNames = undefined;
  }

  /**
   * Runs one step and resets, for statements whose rows are of no interest.
   * @returns this
   */
  stepReset(): this {
    this.step();
    return this.reset();
  }

  /**
   * Runs one step and finalizes, also when the step fails.
   * @returns whether there was a row
   */
  stepFinalize(): boolean {
    try {
      return this.step();
    } finally {
      this.finalize();
    }
  }

  /**
   * Makes the statement ready to run again from the start.
   *
   * @param clearBindings - also sets every parameter to NULL
   * @returns this
   */
  reset(clearBindings = false): this {
    const pointer = this.#open();
    this.#hasRow = false;
    // The result repeats the error of the last step, which step() has thrown already.
    this.#capi.sqlite3_reset(pointer);
    if (clearBindings) this.#capi.sqlite3_clear_bindings(pointer);
    return this;
  }

  /**
   * Reads the current row: one column by its index, all into an array, or all into an object by name.
   *
   * @param target - a column index from 0, or the array or object to fill
   * @throws RangeError for a column that is not there; SqliteError `SQLITE_MISUSE` without a row
   */
  get(target: number): SqlValue;
  get(target: SqlValue[]): SqlValue[];
  get(target: SqlRow): SqlRow;
  get(target: number | SqlValue[] | SqlRow): SqlValue | SqlValue[] | SqlRow {
    this.#requireRow();
    if (typeof target === "number") {
      if (!(target >= 0 && target < this.#columnCount)) {
        throw new RangeError(`column ${target} is not one of the ${this.#columnCount} columns`);
      }
      return readColumn(this.#capi, this.#pointer, target);
    }
    if (Array.isArray(target)) {
      const columnCount = this.#columnCount;
      for (let index = 0; index < columnCount; index++) {
        target[index] = readColumn(this.#capi, this.#pointer, index);
      }
      return target;
    }
    const names = this.getColumnNames();
    for (let index = 0; index < names.length; index++) {
      setColumn(target, names[index] as string, readColumn(this.#capi, this.#pointer, index));
    }
    return target;
  }

  /** Name of a result column; RangeError for a column that is not there. */
  getColumnName(index: number): string {
    const name = this.getColumnNames()[index];
    if (name === undefined)
      throw new RangeError(`column ${index} is not one of the ${this.#columnCount} columns`);
    return name;
  }

  /** Names of the result columns, in order. */
  getColumnNames(): readonly string[] {
    const pointer = this.#open();
    this.#columnNames ??= readColumnNames(this.#capi, pointer, this.#columnCount);
    return this.#columnNames;
  }

  /**
   * Position of a named parameter.
   *
   * @param name - with its `:`, `@` or `$`
   * @returns the position from 1, or `undefined` where there is none of that name
   */
  getParamIndex(name: string): number | undefined {
    const pointer = this.#open();
    const cName = this.#capi.allocator.allocCString(name);
    const index = this.#capi.sqlite3_bind_parameter_index(pointer, cName);
    this.#capi.allocator.free(cName);
    return index === 0 ? undefined : index;
  }

  /**
   * Name of the parameter at a position.
   * @returns the name with its `:`, `@` or `$`; `undefined` for a plain `?` or a position out of range
   */
  getParamName(index: number): string | undefined {
    const name: CString = this.#capi.sqlite3_bind_parameter_name(this.#open(), index);
    return readCString(this.#capi.heap, name) ?? undefined;
  }

  /** Frees the statement. Doing it twice does nothing. */
  finalize(): void {
    if (this.#pointer === 0) return;
    const pointer = this.#pointer;
    this.#pointer = NULL;
    this.#hasRow = false;
    this.#capi.sqlite3_finalize(pointer);
    this.#owner.forget(this);
  }

  #open(): StatementPointer {
    if (this.#pointer === 0) throw this.#misuse("the statement is finalized");
    return this.#pointer;
  }

  #requireRow(): void {
    this.#open();
    if (!this.#hasRow) throw this.#misuse("the statement stands on no row: step() must have returned true");
  }

  #misuse(message: string): Error {
    return ownSqliteError(this.#capi, ResultCode.SQLITE_MISUSE, message);
  }

  #error(code: number): Error {
    return sqliteError(this.#capi, code, this.#capi.sqlite3_db_handle(this.#pointer), { sql: this.sql });
  }
}
