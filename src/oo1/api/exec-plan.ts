import type { Bindings } from "../values.js";
import type { Oo1Context } from "./context.js";
import type { ExecOptions } from "./exec-types.js";
import { type RowReader, rowReaderFor } from "./row-reader.js";
import { isBytes, sqlTextOf } from "./sql-source.js";

/** The arguments of one call of `exec`, checked. */
export interface ExecPlan {
  readonly sql: string;
  readonly bind: Bindings;
  readonly returnValue: "this" | "resultRows" | "saveSql";
  readonly saveSql: string[] | undefined;
  readonly columnNames: string[] | undefined;
  readonly resultRows: unknown[] | undefined;
  /** Gets the row, and the statement. */
  readonly callback: ((row: unknown, statement: unknown) => unknown) | undefined;
  readonly readRow: RowReader | "stmt";
}

/**
 * Checks what `exec` was given: SQL, SQL and options, or options with the SQL.
 *
 * @throws SQLite3Error; TypeError for a callback that is no function
 */
export function planExec(context: Oo1Context, args: readonly unknown[]): ExecPlan {
  const { source, options } = splitArguments(context, args);
  const sql = sqlTextOf(context.capi, source);
  if (!sql) throw context.refusal("exec() needs SQL: a text, an array of texts or UTF-8 bytes, not empty");
  const callback = callbackOf(options);
  const returnValue = returnValueOf(context, options, callback !== undefined);
  const resultRows = arrayOr<unknown>(options.resultRows, returnValue === "resultRows");
  const readsRows = callback !== undefined || resultRows !== undefined;
  const readRow = rowReaderFor(context, readsRows ? options.rowMode : undefined);
  if (readRow === "stmt" && resultRows !== undefined) {
    throw context.refusal('the row mode "stmt" needs a callback: a statement is no row to keep');
  }
  return {
    sql,
    bind: options.bind,
    returnValue,
    saveSql: arrayOr(options.saveSql, returnValue === "saveSql"),
    columnNames: arrayOr(options.columnNames, false),
    resultRows,
    callback,
    readRow,
  };
}

function splitArguments(
  context: Oo1Context,
  args: readonly unknown[],
): { source: unknown; options: ExecOptions } {
  const [first, second] = args;
  if (args.length !== 1 && args.length !== 2) {
    throw context.refusal("exec() takes SQL, options, or both");
  }
  if (typeof first === "string" || typeof first === "number" || Array.isArray(first) || isBytes(first)) {
    const isObject = (typeof second === "object" && second !== null) || typeof second === "function";
    return { source: first, options: isObject ? (second as ExecOptions) : {} };
  }
  if (args.length === 1 && typeof first === "object" && first !== null) {
    return { source: (first as ExecOptions).sql, options: first as ExecOptions };
  }
  throw context.refusal("exec() takes SQL as a text, an array of texts or UTF-8 bytes");
}

function callbackOf(options: ExecOptions): ExecPlan["callback"] {
  const callback: unknown = options.callback;
  if (!callback) return undefined;
  if (typeof callback !== "function") throw new TypeError("the callback of exec() must be a function");
  return (row, statement) => callback.call(options, row, statement);
}

function returnValueOf(
  context: Oo1Context,
  { returnValue, rowMode }: ExecOptions,
  hasCallback: boolean,
): ExecPlan["returnValue"] {
  if (returnValue === undefined) return rowMode !== undefined && !hasCallback ? "resultRows" : "this";
  if (returnValue === "this" || returnValue === "resultRows" || returnValue === "saveSql") return returnValue;
  throw context.refusal(
    `exec() cannot return ${String(returnValue)}, only "this", "resultRows" or "saveSql"`,
  );
}

function arrayOr<Entry>(value: Entry[] | undefined, isWanted: boolean): Entry[] | undefined {
  if (Array.isArray(value)) return value;
  return isWanted ? [] : undefined;
}
