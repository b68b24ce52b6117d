import type { NamespaceParts } from "../namespace-parts.js";
import type { Callback, DatabaseArgument, FlexibleText, WasmPointer } from "./argument-types.js";
import type { RawFunctions } from "./raw-functions.js";

/** Gets a row as texts, `null` for NULL, and the names of the columns. Any result but 0 or `undefined` ends it. */
export type ExecCallback = (values: (string | null)[], columnNames: string[]) => unknown;

/** `sqlite3_exec()`. */
export interface ExecFunction {
  /**
   * Runs SQL. A callback that throws ends it with `SQLITE_ABORT`.
   *
   * @param messageOut - where the address of an error message goes, to be freed with `sqlite3_free`
   * @see https://www.sqlite.org/c3ref/exec.html
   */
  sqlite3_exec(
    db: DatabaseArgument,
    sql: FlexibleText,
    callback: Callback<ExecCallback>,
    context: WasmPointer | null,
    messageOut: WasmPointer | null,
  ): number;
}

/** Makes the function of one instance. */
export function createExecFunction({ wasm }: NamespaceParts, raw: RawFunctions): ExecFunction {
  const onRow =
    (callback: ExecCallback) => (_context: number, count: number, values: number, names: number) =>
      Number(callback(wasm.cArgvToJs(count, values), wasm.cArgvToJs(count, names) as string[]) ?? 0);
  return {
    sqlite3_exec: (...[db, sql, callback, ...rest]) =>
      raw.sqlite3_exec(db, sql, typeof callback === "function" ? onRow(callback) : callback, ...rest),
  };
}
