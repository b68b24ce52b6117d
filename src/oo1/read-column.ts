import { decodeUtf8 } from "../base/index.js";
import type { Capi, StatementPointer } from "../capi/index.js";
import type { SqlValue } from "./values.js";

/** SQLite's fundamental types, fixed for ever by its file format. */
const INTEGER = 1;
const FLOAT = 2;
const TEXT = 3;
const BLOB = 4;

/** Longest text, in bytes, that is cheaper to build character by character than by a call of the decoder. */
const ASCII_LOOP_LIMIT = 24;

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
      return readText(capi, statement, index);
    case BLOB: {
      const address = capi.sqlite3_column_blob(statement, index);
      return capi.heap.copyOut(address, capi.sqlite3_column_bytes(statement, index));
    }
    default:
      return null;
  }
}

function readText(capi: Capi, statement: StatementPointer, index: number): string {
  const address = capi.sqlite3_column_text(statement, index);
  const length = capi.sqlite3_column_bytes(statement, index);
  const bytes = capi.heap.u8;
  if (length <= ASCII_LOOP_LIMIT) {
    let text = "";
    let position = address as number;
    const end = position + length;
    for (; position < end; position++) {
      const byte = bytes[position] as number;
      if (byte > 0x7f) break;
      text += String.fromCharCode(byte);
    }
    if (position === end) return text;
  }
  return decodeUtf8(bytes.subarray(address, address + length));
}
