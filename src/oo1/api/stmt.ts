import type { StatementPointer } from "../../capi/index.js";
import { readCString } from "../../wasm/index.js";
import { type SqlRow, setColumn } from "../rows.js";
import type { BindableValue, Bindings, SqlValue } from "../values.js";
import { bindArguments, bindBlobArguments } from "./bind-arguments.js";
import type { Oo1Context } from "./context.js";
import type { DB } from "./db.js";
import type { StatementHandle } from "./statement-handle.js";
import { readTypedColumn } from "./typed-column.js";

/** What a BLOB can be bound from. */
export type BlobSource = string | null | undefined | Uint8Array | Int8Array | ArrayBuffer;

/**
 * A prepared statement, made by `DB.prepare`. Finalize each when it is no longer needed; closing the connection
 * finalizes those left. Every method throws once the statement is finalized, but `finalize` itself.
 *
 * Inside a callback of `DB.exec` the statement is locked: it can be read but not bound, stepped, reset or finalized.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md#stmt
 */
export class Stmt {
  readonly #context: Oo1Context;
  readonly #handle: StatementHandle;
  readonly #db: DB;

  /** @param handle - the statement, which this object now stands for */
  constructor(context: Oo1Context, db: DB, handle: StatementHandle) {
    this.#context = context;
    this.#db = db;
    this.#handle = handle;
  }

  /** The connection; `undefined` once the statement is finalized. */
  get db(): DB | undefined {
    return this.#handle.pointer === 0 ? undefined : this.#db;
  }

  /** The `sqlite3_stmt*`; `undefined` once the statement is finalized. */
  get pointer(): StatementPointer | undefined {
    return this.#handle.pointer || undefined;
  }

  set pointer(_value) {
    throw this.#context.refusal("the pointer of a statement cannot be set");
  }

  /** Columns of a result row; 0 for a statement that returns none. Asks SQLite each time. */
  get columnCount(): number {
    const { pointer } = this.#handle;
    return pointer === 0 ? 0 : this.#context.capi.sqlite3_column_count(pointer);
  }

  set columnCount(_value) {
    throw this.#context.refusal("the number of columns cannot be set");
  }

  /** Highest parameter position. */
  get parameterCount(): number {
    const { pointer } = this.#handle;
    return pointer === 0 ? 0 : this.#context.capi.sqlite3_bind_parameter_count(pointer);
  }

  set parameterCount(_value) {
    throw this.#context.refusal("the number of parameters cannot be set");
  }

  /**
   * Binds parameters: an array by position, an object by name (with `$`, `:` or `@`), a single value to the first
   * parameter, or one value to a position (from 1) or name. Parameters that are not named keep what they had.
   *
   * A whole number within 64 bits binds an INTEGER, a larger one a REAL; a boolean binds 1 or 0; `null`, and
   * `undefined` within an array or object, bind NULL. `undefined` as the whole value changes nothing.
   *
   * @returns this
   * @throws SQLite3Error for what cannot be stored or a parameter that is not there; `SQLITE_MISUSE` until the
   *   statement is reset after a run
   */
  bind(bindings: Bindings): this;
  bind(parameter: number | string, value: BindableValue): this;
  bind(...args: readonly unknown[]): this {
    bindArguments(this.#context, this.#unlocked("bind"), args);
    return this;
  }

  /**
   * Binds a text's UTF-8 bytes, or bytes, as a BLOB; without a position or name to the first parameter.
   *
   * @returns this
   * @throws SQLite3Error as {@link bind}
   */
  bindAsBlob(value: BlobSource): this;
  bindAsBlob(parameter: number | string, value: BlobSource): this;
  bindAsBlob(...args: readonly unknown[]): this {
    bindBlobArguments(this.#context, this.#unlocked("bind"), args);
    return this;
  }

  /**
   * Sets every parameter to NULL.
   * @returns this
   */
  clearBindings(): this {
    this.#context.capi.sqlite3_clear_bindings(this.#unlocked("clear").pointer);
    return this;
  }

  /**
   * Runs the statement up to its next row.
   *
   * @returns whether there is one
   * @throws SQLite3Error; `reset` or `resetNoThrow` make the statement usable again
   */
  step(): boolean {
    return this.#unlocked("step").step(this.#context);
  }

  /**
   * Runs one step and resets, for statements whose rows are of no interest. After an error it is not reset.
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
    const handle = this.#unlocked("step");
    try {
      return handle.step(this.#context);
    } finally {
      handle.finalize(this.#context);
    }
  }

  /**
   * Makes the statement ready to run again from the start.
   *
   * @param alsoClearBinds - also sets every parameter to NULL
   * @returns this
   * @throws SQLite3Error where the latest run failed, with that error; the statement is reset nevertheless
   */
  reset(alsoClearBinds = false): this {
    const code = this.resetNoThrow(alsoClearBinds);
    this.#context.check(code, this.#context.capi.sqlite3_db_handle(this.#handle.pointer));
    return this;
  }

  /**
   * Does what {@link reset} does.
   * @returns the result code of the latest run
   */
  resetNoThrow(alsoClearBinds = false): number {
    const { capi } = this.#context;
    const handle = this.#unlocked("reset");
    handle.hasRow = false;
    const code = capi.sqlite3_reset(handle.pointer);
    if (alsoClearBinds) capi.sqlite3_clear_bindings(handle.pointer);
    return code;
  }

  /**
   * Frees the statement.
   *
   * @returns the result code of the latest run; `undefined` when the statement was finalized before
   * @throws SQLite3Error inside a callback of `exec`
   */
  finalize(): number | undefined {
    if (this.#handle.pointer === 0) return undefined;
    return this.#unlocked("finalize").finalize(this.#context);
  }

  /**
   * Reads the current row: one column by its index, all into an array, or all into an object by name.
   *
   * INTEGERs beyond ±(2^53-1) are bigints, BLOBs are copies.
   *
   * @param target - a column index from 0, or the array or object to fill and return
   * @param asType - `SQLITE_INTEGER`, `SQLITE_FLOAT`, `SQLITE_TEXT`, `SQLITE_BLOB` or `SQLITE_NULL`: has SQLite convert
   * @throws SQLite3Error for a column or type that is not there, and without a row
   */
  get(target: number, asType?: number): SqlValue;
  get<Row extends SqlValue[]>(target: Row, asType?: number): Row;
  get<Row extends SqlRow>(target: Row, asType?: number): Row;
  get(target: number | SqlValue[] | SqlRow, asType?: number): SqlValue | SqlValue[] | SqlRow {
    const handle = this.#onRow();
    if (typeof target !== "object" || target === null) {
      return readTypedColumn(this.#context, handle, target, asType);
    }
    if (Array.isArray(target)) {
      for (let index = 0; index < handle.columnCount; index++) {
        target[index] = readTypedColumn(this.#context, handle, index, asType);
      }
      return target;
    }
    const names = handle.columnNames(this.#context);
    for (let index = 0; index < names.length; index++) {
      setColumn(target, names[index] as string, readTypedColumn(this.#context, handle, index, asType));
    }
    return target;
  }

  /** Column as an INTEGER: 0 for NULL, a bigint beyond ±(2^53-1). */
  getInt(index: number): number | bigint {
    return this.#getAs(index, "SQLITE_INTEGER") as number | bigint;
  }

  /** Column as a REAL; 0 for NULL. */
  getFloat(index: number): number {
    return this.#getAs(index, "SQLITE_FLOAT") as number;
  }

  /** Column as TEXT; `null` for NULL. */
  getString(index: number): string | null {
    return this.#getAs(index, "SQLITE_TEXT") as string | null;
  }

  /** Column as a BLOB; empty for NULL. */
  getBlob(index: number): Uint8Array<ArrayBuffer> {
    return this.#getAs(index, "SQLITE_BLOB") as Uint8Array<ArrayBuffer>;
  }

  /**
   * Parses a column's text as JSON; `null` for NULL.
   * @throws SyntaxError where it is no JSON
   */
  getJSON(index: number): unknown {
    const text = this.getString(index);
    return text === null ? null : JSON.parse(text);
  }

  /** Name of a result column; SQLite3Error for a column that is not there. */
  getColumnName(index: number): string {
    const names = this.#open().columnNames(this.#context);
    const name = names[index];
    if (name === undefined) {
      throw this.#context.refusal(`column ${String(index)} is not one of the ${names.length} columns`);
    }
    return name;
  }

  /**
   * Appends the names of the result columns, in order.
   *
   * @returns the target
   * @throws SQLite3Error where the statement has no columns; TypeError when the target is no array
   */
  getColumnNames(target: string[] = []): string[] {
    const names = this.#open().columnNames(this.#context);
    if (names.length === 0) throw this.#context.refusal("the statement has no columns");
    if (!Array.isArray(target)) throw new TypeError("column names are appended to an array");
    target.push(...names);
    return target;
  }

  /**
   * Position of a named parameter.
   *
   * @param name - with its `$`, `:` or `@`
   * @returns the position from 1; 0 where there is none of that name; `undefined` where there are no parameters at all
   */
  getParamIndex(name: string): number | undefined {
    const { capi } = this.#context;
    const { pointer } = this.#open();
    if (this.parameterCount === 0) return undefined;
    const cName = capi.allocator.allocCString(String(name));
    const index = capi.sqlite3_bind_parameter_index(pointer, cName);
    capi.allocator.free(cName);
    return index;
  }

  /**
   * Name of the parameter at a position, from 1.
   * @returns `null` for a plain `?` or a position out of range; `undefined` where there are no parameters at all
   */
  getParamName(index: number): string | null | undefined {
    const { capi } = this.#context;
    const { pointer } = this.#open();
    if (this.parameterCount === 0) return undefined;
    return readCString(capi.heap, capi.sqlite3_bind_parameter_name(pointer, index));
  }

  /** Whether it has been stepped and neither run to its end nor been reset. */
  isBusy(): boolean {
    return this.#context.capi.sqlite3_stmt_busy(this.#open().pointer) !== 0;
  }

  /** Whether it writes nothing to the database file directly. */
  isReadOnly(): boolean {
    return this.#context.capi.sqlite3_stmt_readonly(this.#open().pointer) !== 0;
  }

  #getAs(index: number, type: "SQLITE_INTEGER" | "SQLITE_FLOAT" | "SQLITE_TEXT" | "SQLITE_BLOB"): SqlValue {
    return readTypedColumn(this.#context, this.#onRow(), index, this.#context.capi.constants[type]);
  }

  #open(): StatementHandle {
    if (this.#handle.pointer === 0) throw this.#context.refusal("the statement is finalized");
    return this.#handle;
  }

  #unlocked(verb: string): StatementHandle {
    const handle = this.#open();
    if (handle.isLocked) {
      throw this.#context.refusal(`a callback of exec() may read its statement, but not ${verb} it`);
    }
    return handle;
  }

  #onRow(): StatementHandle {
    const handle = this.#open();
    if (!handle.hasRow) {
      throw this.#context.refusal("the statement stands on no row: step() must have returned true");
    }
    return handle;
  }
}
