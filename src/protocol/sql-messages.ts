import type { Action } from "./action.js";
import type { WireParameters } from "./values.js";

/** SQL to run. */
export interface SqlPayload {
  readonly sql: string;
  /** 0 outside transactions, 1 in one, 2 in one nested in it, and so on. */
  readonly depth: number;
}

/** One statement to run. */
export interface StatementPayload extends SqlPayload {
  readonly parameters: WireParameters;
}

/** Names the transaction to begin, commit or roll back: 1 for an outermost one, more for savepoints. */
export interface TransactionPayload {
  readonly depth: number;
}

/** Rows of a query. */
export interface RowsPayload {
  readonly columns: readonly string[];
  /** Encoded as `row-layout.ts` draws; transferred. */
  readonly buffer: ArrayBuffer;
}

/** What a statement run for its effect did. */
export interface RunResult {
  /** Rows inserted, updated or deleted by the statement itself; 0 when it is none of these. */
  readonly changes: number;
  /** Rowid of the connection's latest INSERT; a bigint beyond ±(2^53-1). */
  readonly lastInsertRowid: number | bigint;
}

/** Running SQL. A query's last rows come with its answer, those before as parts. */
export interface SqlActions {
  readonly exec: Action<SqlPayload, null>;
  readonly query: Action<StatementPayload, RowsPayload, RowsPayload>;
  readonly run: Action<StatementPayload, RunResult>;
  readonly begin: Action<TransactionPayload, null>;
  readonly commit: Action<TransactionPayload, null>;
  readonly rollback: Action<TransactionPayload, null>;
}
