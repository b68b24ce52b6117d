import type { Capi, StatementPointer } from "../capi/index.js";
import type { SqlValue } from "./values.js";

/** SQLite's fundamental types, fixed for ever by its file format. */
const INTEGER = 1;
const FLOAT = 2;
const TEXT = 3;
const BLOB = 4;

/**
 * Reads one column of the current row.
 *
 * @param index - column, from 0, which the caller has checked
 */
export function readColumn(capi: Capi, statement: StatementPointer, index: number): SqlValue {
  switch (capi.sqlite3_column_type(statement, index)) {
    case INTEGER: {
      // An integer beyond 2^53 shows as a double that is not safe: only those pay for a bigint.
      const value = capi.sqlite3_column_double(statement, index);
      return Number.isSafeInteger(value) ? value : capi.sqlite3_column_int64(statement, index);
    }
    case FLOAT:
      return capi.sqlite3_column_double(statement, index);
    case TEXT:
      // The text first: asking for it may convert, and the length is that of the converted text.
      return capi.texts.read(
        capi.sqlite3_column_text(statement, index),
        capi.sqlite3_column_bytes(statement, index),
      );
    case BLOB: {
      const address = capi.sqlite3_column_blob(statement, index);
      return capi.heap.copyOut(address, capi.sqlite3_column_bytes(statement, index));
    }
    default:
      return null;
  }
}
