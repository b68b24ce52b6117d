import type { SqlRow } from "../rows.js";
import type { Bindings, SqlValue } from "../values.js";
import type { SqlSource } from "./sql-source.js";
import type { Stmt } from "./stmt.js";

/**
 * Form of a row: `"array"`, `"object"`, the statement itself, the value of one column by its index from 0, or by its
 * name behind a `$`.
 */
export type RowMode = "array" | "object" | "stmt" | number | `$${string}`;

/** What `DB.exec` takes besides SQL, whatever the form of the rows. */
export interface ExecBaseOptions {
  /** The SQL, where it is not the first argument. */
  sql?: SqlSource;
  /** Bound, as by `Stmt.bind`, to the first statement that has parameters. */
  bind?: Bindings;
  /** The SQL of each statement is appended before it runs. */
  saveSql?: string[];
  /**
   * What `exec` returns. By default the connection; but the rows when there is a `rowMode` and no `callback`.
   */
  returnValue?: "this" | "resultRows" | "saveSql";
  /** Column names of the first statement that returns rows are appended, before its first row. */
  columnNames?: string[];
}

/** What is done with the rows of the first statement that returns some. */
interface RowOptions<Row> {
  /** The rows are appended. */
  resultRows?: Row[];
  /**
   * Called for each row, with the options as `this`. Returning `false` ends the statement; the next ones run.
   */
  callback?: (row: Row, statement: Stmt) => unknown;
}

/**
 * What `DB.exec` takes besides SQL. The form of the rows is that of `rowMode`.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md#db-exec
 */
export type ExecOptions = ExecBaseOptions &
  (
    | ({ rowMode?: "array" } & RowOptions<SqlValue[]>)
    | ({ rowMode: "object" } & RowOptions<SqlRow>)
    | ({ rowMode: number | `$${string}` } & RowOptions<SqlValue>)
    | ({ rowMode: "stmt"; resultRows?: never } & Pick<RowOptions<Stmt>, "callback">)
  );

type RowOf<Mode> = Mode extends "object"
  ? SqlRow
  : Mode extends number | `$${string}`
    ? SqlValue
    : SqlValue[];

type RowsOf<Options> = RowOf<Options extends { rowMode: infer Mode } ? Mode : "array">[];

/** What `DB.exec` returns for given options. */
export type ExecResult<This, Options> = Options extends { returnValue: "this" }
  ? This
  : Options extends { returnValue: "saveSql" }
    ? string[]
    : Options extends { returnValue: "resultRows" }
      ? RowsOf<Options>
      : Options extends { callback: unknown }
        ? This
        : Options extends { rowMode: RowMode }
          ? RowsOf<Options>
          : This;
