import { ResultCode } from "../../base/index.js";
import { readArray, readObject, type SqlRow } from "../rows.js";
import type { SqlValue } from "../values.js";
import type { Oo1Context } from "./context.js";
import type { StatementHandle } from "./statement-handle.js";
import { readTypedColumn } from "./typed-column.js";

/** Reads the row that a statement stands on. */
export type RowReader = (handle: StatementHandle) => SqlValue[] | SqlRow | SqlValue;

/**
 * Chooses how `exec` reads rows.
 *
 * @param mode - as the caller gave it
 * @returns `"stmt"` where the row is the statement itself
 * @throws SQLite3Error for what is no row mode; the reader throws, at the first row, for a column that is not there
 */
export function rowReaderFor(context: Oo1Context, mode: unknown): RowReader | "stmt" {
  const { capi } = context;
  if (mode === undefined || mode === "array") {
    return ({ pointer, columnCount }) => readArray(capi, pointer, columnCount);
  }
  if (mode === "object") {
    return (handle) => readObject(capi, handle.pointer, handle.columnNames(context));
  }
  if (mode === "stmt") return "stmt";
  if (Number.isInteger(mode)) return (handle) => readTypedColumn(context, handle, mode, undefined);
  if (typeof mode === "string" && mode.length > 1 && mode.startsWith("$")) {
    return namedColumnReader(context, mode.slice(1));
  }
  throw context.refusal(
    `${describe(mode)} is no row mode; there are "array", "object", "stmt", a column index and "$" with a column name`,
  );
}

function namedColumnReader(context: Oo1Context, name: string): RowReader {
  return (handle) => {
    // As in a row object, the last of several columns with one name counts.
    const index = handle.columnNames(context).lastIndexOf(name);
    if (index >= 0) return readTypedColumn(context, handle, index, undefined);
    const message = `the rows have no column named ${JSON.stringify(name)}`;
    throw new context.SQLite3Error(ResultCode.SQLITE_NOTFOUND, message);
  };
}

function describe(mode: unknown): string {
  return typeof mode === "string" ? JSON.stringify(mode) : String(mode);
}
