import { ResultCode } from "../base/index.js";
import { type Capi, type DatabasePointer, type StatementPointer, sqliteError } from "../capi/index.js";
import { readCString } from "../wasm/index.js";
import { bindAll } from "./bind-values.js";
import { readArray, readColumnNames, readObject, type SqlRow } from "./rows.js";
import { Script } from "./script.js";
import type { Bindings, SqlValue } from "./values.js";

/** What `exec` does with rows. */
export interface ExecOptions {
  /** Bound to the first statement that has parameters. */
  readonly bind?: Bindings;
  /** Filled with the column names of the first statement that returns rows. */
  readonly columnNames?: string[];
  /** Form of the rows: arrays (default) or objects. */
  readonly rowMode?: "array" | "object";
  /** Gets the rows of the first statement that returns rows. */
  readonly resultRows?: (SqlValue[] | SqlRow)[];
  /** Called for each of those rows; returning `false` stops the statement. */
  readonly callback?: (row: SqlValue[] | SqlRow) => unknown;
}

/**
 * Runs all statements of a text. The loop does nothing per statement but prepare, step and finalize.
 *
 * @throws SqliteError at the first failing statement, whose `sql` is the whole text for a syntax error and the failing
 *   statement's own text otherwise
 */
export function execScript(capi: Capi, db: DatabasePointer, sql: string, options: ExecOptions): void {
  const script = new Script(capi, db, sql);
  let bindings = options.bind;
  let wantsRows = options.resultRows ?? options.callback ?? options.columnNames;
  try {
    for (let statement = script.next(); statement !== 0; statement = script.next()) {
      try {
        if (bindings !== undefined) {
          const parameterCount = capi.sqlite3_bind_parameter_count(statement);
          if (parameterCount > 0) {
            const code = bindAll(capi, statement, parameterCount, bindings);
            if (code !== ResultCode.SQLITE_OK) throw stepError(capi, db, statement, code);
            bindings = undefined;
          }
        }
        if (wantsRows !== undefined && capi.sqlite3_column_count(statement) > 0) {
          wantsRows = undefined;
          collectRows(capi, db, statement, options);
        } else {
          let code = capi.sqlite3_step(statement);
          while (code === ResultCode.SQLITE_ROW) code = capi.sqlite3_step(statement);
          if (code !== ResultCode.SQLITE_DONE) throw stepError(capi, db, statement, code);
        }
      } finally {
        capi.sqlite3_finalize(statement);
      }
    }
    if (bindings !== undefined) throw new RangeError("values to bind, but no statement with parameters");
  } finally {
    script.dispose();
  }
}

function collectRows(
  capi: Capi,
  db: DatabasePointer,
  statement: StatementPointer,
  options: ExecOptions,
): void {
  const { callback, columnNames, resultRows } = options;
  const columnCount = capi.sqlite3_column_count(statement);
  const names = readColumnNames(capi, statement, columnCount);
  columnNames?.push(...names);
  for (;;) {
    const code = capi.sqlite3_step(statement);
    if (code === ResultCode.SQLITE_DONE) return;
    if (code !== ResultCode.SQLITE_ROW) throw stepError(capi, db, statement, code);
    const row =
      options.rowMode === "object"
        ? readObject(capi, statement, names)
        : readArray(capi, statement, columnCount);
    resultRows?.push(row);
    if (callback?.(row) === false) return;
  }
}

function stepError(capi: Capi, db: DatabasePointer, statement: StatementPointer, code: number): Error {
  return sqliteError(capi, code, db, {
    sql: readCString(capi.heap, capi.sqlite3_sql(statement)) ?? undefined,
  });
}
