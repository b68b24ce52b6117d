import type { Capi, ValuePointer } from "../../capi/index.js";
import type { Pointer } from "../../wasm/index.js";
import type { SqlValue } from "../values.js";

/**
 * Reads the arguments of an SQL function. INTEGERs beyond ±(2^53-1) are bigints; BLOBs are copied.
 *
 * @param count - number of arguments
 * @param values - address of the array of `sqlite3_value*`
 * @see https://www.sqlite.org/c3ref/value_blob.html
 */
export function readValues(capi: Capi, count: number, values: Pointer<"sqlite3_value*">): SqlValue[] {
  const result = new Array<SqlValue>(count);
  for (let index = 0; index < count; index++) {
    result[index] = readValue(capi, capi.heap.peekPointer<"sqlite3_value">((values + 4 * index) as Pointer));
  }
  return result;
}

/** Reads one `sqlite3_value*`, as {@link readValues} does. */
export function readValue(capi: Capi, value: ValuePointer): SqlValue {
  const { constants } = capi;
  switch (capi.sqlite3_value_type(value)) {
    case constants.SQLITE_INTEGER: {
      const asNumber = capi.sqlite3_value_double(value);
      return Number.isSafeInteger(asNumber) ? asNumber : capi.sqlite3_value_int64(value);
    }
    case constants.SQLITE_FLOAT:
      return capi.sqlite3_value_double(value);
    case constants.SQLITE_TEXT:
      // The text first: asking for it may convert, and the length is that of the converted text.
      return capi.texts.read(capi.sqlite3_value_text(value), capi.sqlite3_value_bytes(value));
    case constants.SQLITE_BLOB:
      return capi.heap.copyOut(capi.sqlite3_value_blob(value), capi.sqlite3_value_bytes(value));
    default:
      return null;
  }
}
