import { readColumn } from "../read-column.js";
import type { SqlValue } from "../values.js";
import type { Oo1Context } from "./context.js";
import type { StatementHandle } from "./statement-handle.js";

/**
 * Reads one column of the row that a statement stands on, converted by SQLite where a type is asked for.
 *
 * @param index - column, from 0
 * @param type - `SQLITE_INTEGER`, `SQLITE_FLOAT`, `SQLITE_TEXT`, `SQLITE_BLOB` or `SQLITE_NULL`; `undefined` reads the
 *   value as it is
 * @throws SQLite3Error for a column or type that is not there
 * @see https://www.sqlite.org/c3ref/column_blob.html
 */
export function readTypedColumn(
  context: Oo1Context,
  { pointer, columnCount }: StatementHandle,
  index: unknown,
  type: unknown,
): SqlValue {
  const { capi } = context;
  const { constants } = capi;
  if (typeof index !== "number" || !(Number.isInteger(index) && index >= 0 && index < columnCount)) {
    throw context.refusal(`column ${String(index)} is not one of the ${columnCount} columns`);
  }
  switch (type) {
    case undefined:
      return readColumn(capi, pointer, index);
    case constants.SQLITE_INTEGER: {
      const value = capi.sqlite3_column_int64(pointer, index);
      const asNumber = Number(value);
      return Number.isSafeInteger(asNumber) ? asNumber : value;
    }
    case constants.SQLITE_FLOAT:
      return capi.sqlite3_column_double(pointer, index);
    case constants.SQLITE_TEXT: {
      // The text first: asking for it may convert, and the length is that of the converted text.
      const address = capi.sqlite3_column_text(pointer, index);
      return address === 0 ? null : capi.texts.read(address, capi.sqlite3_column_bytes(pointer, index));
    }
    case constants.SQLITE_BLOB: {
      const address = capi.sqlite3_column_blob(pointer, index);
      return capi.heap.copyOut(address, capi.sqlite3_column_bytes(pointer, index));
    }
    case constants.SQLITE_NULL:
      return null;
    default:
      throw context.refusal(`column ${index} cannot be read as ${String(type)}, which is no type of SQLite`);
  }
}
