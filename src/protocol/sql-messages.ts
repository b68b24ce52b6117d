import type { Action } from "./action.js";
import type { SqlValue, WireParameters } from "./values.js";

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

/** One statement to run for its rows. */
export interface QueryPayload extends StatementPayload {
  /** Every INTEGER as bigint, not only those beyond ±(2^53-1). */
  readonly allBigInts?: boolean;
}

/** Rows of a query. */
export interface RowsPayload {
  readonly columns: readonly string[];
  /** Encoded as `row-layout.ts` draws; transferred. */
  readonly buffer: ArrayBuffer;
}

/** The first row of a query, as it is: one row alone is quicker that way than encoded. */
export interface FirstRow {
  readonly columns: readonly string[];
  /** `null` where there is no row. */
  readonly values: readonly SqlValue[] | null;
}

/** What a statement run for its effect did. */
export interface RunResult {
  /** Rows inserted, updated or deleted by the statement itself; 0 when it is none of these. */
  readonly changes: number;
  /** Rowid of the connection's latest INSERT; a bigint beyond ±(2^53-1). */
  readonly lastInsertRowid: number | bigint;
}

/**
 * One statement, once for each row of parameters, in a transaction or savepoint of its own. Many rows come in several requests,
 * one after the other without waiting; where one of them fails or is missing, those after it fail.
 */
export interface RunManyPayload extends SqlPayload {
  /** Names of the parameters, in the order of the columns; `null` for parameters by position. */
  readonly names: readonly string[] | null;
  /** Encoded as `row-layout.ts` draws, lengths of texts in bytes; transferred. */
  readonly buffer: ArrayBuffer;
  /** Which of the requests this is: with the first, 0, the transaction begins. */
  readonly position: number;
  /** Whether these are the last rows: it is committed. */
  readonly isLast: boolean;
}

/** Many statements in one transaction or savepoint of their own. */
export interface BatchPayload {
  readonly depth: number;
  /** The texts, each once. */
  readonly texts: readonly string[];
  /** Each statement: which of the texts, and its parameters. */
  readonly statements: readonly (readonly [text: number, parameters: WireParameters])[];
  readonly allBigInts: boolean;
}

/** What the statements of a batch did, by their position. */
export interface BatchResult {
  readonly changes: readonly number[];
  readonly lastInsertRowids: readonly (number | bigint)[];
  /** Rows of those that have columns. */
  readonly rows: readonly (readonly [position: number, rows: RowsPayload])[];
}

/** Running SQL. A query's last rows come with its answer, those before as parts. */
export interface SqlActions {
  readonly exec: Action<SqlPayload, null>;
  readonly query: Action<QueryPayload, RowsPayload, RowsPayload>;
  readonly first: Action<QueryPayload, FirstRow>;
  readonly run: Action<StatementPayload, RunResult>;
  readonly runMany: Action<RunManyPayload, RunResult>;
  /** Gives up rows that were begun and have not come to an end. */
  readonly stopMany: Action<null, null>;
  readonly batch: Action<BatchPayload, BatchResult>;
}
