import {
  type Column,
  ColumnDecoder,
  decodeArrays,
  decodeObjects,
  type QueryPayload,
  type RowsPayload,
  type SqlRow,
  type SqlValue,
} from "../protocol/index.js";
import type { Limits } from "./call-options.js";
import type { Channel } from "./channel.js";
import type { RowMode } from "./query-options.js";

/** Rows as arrays, with the names of their columns, which need not differ from each other. */
export interface ArrayRows {
  readonly columns: readonly string[];
  readonly rows: SqlValue[][];
}

/** A result by columns. */
export interface ColumnRows {
  /** Names of the columns, which need not differ from each other. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** For each column its values, in the order of the rows: a `Float64Array` where all are numbers. */
  readonly values: Column[];
}

/** Takes batches of rows in the form that is wanted, as they arrive while the worker reads on. */
interface Collector<Result> {
  add(batch: RowsPayload): void;
  finish(columns: readonly string[]): Result;
}

const collectors: { readonly [Mode in RowMode]: () => Collector<SqlRow[] | ArrayRows | ColumnRows> } = {
  object() {
    const rows: SqlRow[] = [];
    return { add: ({ buffer, columns }) => decodeObjects(buffer, columns, rows), finish: () => rows };
  },
  array() {
    const rows: SqlValue[][] = [];
    return { add: ({ buffer }) => decodeArrays(buffer, rows), finish: (columns) => ({ columns, rows }) };
  },
  columns() {
    const decoder = new ColumnDecoder();
    return {
      add: ({ buffer }) => decoder.add(buffer),
      finish: (columns) => ({ columns, rowCount: decoder.rowCount, values: decoder.finish() }),
    };
  },
};

/** Runs a query. */
export async function readRows(
  channel: Channel,
  payload: QueryPayload,
  mode: RowMode,
  callSite: Error,
  limits?: Limits,
): Promise<SqlRow[] | ArrayRows | ColumnRows> {
  const collector = collectors[mode]();
  const last = await channel.request("query", payload, callSite, {
    onPart: (batch) => collector.add(batch),
    limits,
  });
  collector.add(last);
  return collector.finish(last.columns);
}
