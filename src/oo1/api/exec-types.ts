import type { SqlRow } from "../rows.js";
import type { Bindings, SqlValue } from "../values.js";
import type { SqlSource } from "./sql-source.js";
import type { Stmt } from "./stmt.js";

/**
 * Form of a row: `"array"`, `"object"`, the statement itself, the value of one column by its index from 0, or by its
 * name behind a `$`.
 */
export type RowMode = "array" | "object" | "stmt" | number | `$${string}`;

/** A row in any of its forms. */
export type ExecRow = SqlValue[] | SqlRow | SqlValue | Stmt;

/**
 * What `DB.exec` takes besides SQL.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md#db-exec
 */
export interface ExecOptions {
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
  /** Rows of the first statement that returns rows are appended. */
  resultRows?: ExecRow[];
  /** Form of the rows; `"array"` by default. `"stmt"` does not go together with `resultRows`. */
  rowMode?: RowMode;
  /**
   * Called for each row of the first statement that returns rows, with these options as `this`. Returning `false` ends
   * that statement; the next ones run.
   */
  callback?(row: ExecRow, statement: Stmt): unknown;
}

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
