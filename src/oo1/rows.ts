import type { Capi, StatementPointer } from "../capi/index.js";
import { readCString } from "../wasm/index.js";
import { readColumn } from "./read-column.js";
import type { SqlValue } from "./values.js";

/** A row by column name. Of columns with the same name the last wins. */
export type SqlRow = Record<string, SqlValue>;

/** Sets one column of a row object; a column named `__proto__` becomes a property like any other. */
export function setColumn(row: SqlRow, name: string, value: SqlValue): void {
  if (name === "__proto__") {
    Object.defineProperty(row, name, { value, configurable: true, enumerable: true, writable: true });
  } else row[name] = value;
}

/** Names of a statement's result columns, in order. */
export function readColumnNames(capi: Capi, statement: StatementPointer, columnCount: number): string[] {
  return Array.from({ length: columnCount }, (_, index) => {
    return readCString(capi.heap, capi.sqlite3_column_name(statement, index)) ?? "";
  });
}

/** The current row as an array. */
export function readArray(capi: Capi, statement: StatementPointer, columnCount: number): SqlValue[] {
  const row = new Array<SqlValue>(columnCount);
  for (let index = 0; index < columnCount; index++) row[index] = readColumn(capi, statement, index);
  return row;
}

/** The current row as an object, by the names of its columns. */
export function readObject(capi: Capi, statement: StatementPointer, names: readonly string[]): SqlRow {
  const row: SqlRow = {};
  for (let index = 0; index < names.length; index++) {
    setColumn(row, names[index] as string, readColumn(capi, statement, index));
  }
  return row;
}
