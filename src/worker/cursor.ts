import type { Statement } from "../oo1/index.js";

/** A query that stands somewhere in its rows. */
export interface Cursor {
  readonly sql: string;
  readonly statement: Statement;
  readonly columns: readonly string[];
  readonly allBigInts: boolean;
  /** Rows of a batch at most. */
  readonly batchSize: number;
  /** Whether the statement stands on a row. */
  hasRow: boolean;
}
