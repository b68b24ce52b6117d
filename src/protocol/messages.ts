import type { EnvironmentReport } from "../base/index.js";
import type { StorageKind, StorageReport } from "./storage-report.js";
import type { WireParameters } from "./values.js";
import type { WireError } from "./wire-error.js";

/**
 * When an acknowledged commit survives what:
 * - `full`: a power loss too; the commit is flushed to the disk before it is acknowledged
 * - `relaxed`: the end of the tab, worker or browser, while a power loss may take the latest commits back; the database
 *   stays consistent, and commits cost no flush. In the storage `opfs` it is as good as `full`, and costs as much: its
 *   journal cannot do without flushes and stay consistent
 */
export type Durability = "full" | "relaxed";

/** Which database to open, and how. */
export interface OpenPayload {
  readonly name: string;
  readonly storage: "auto" | StorageKind;
  /** Fail rather than keep the database in memory. */
  readonly requirePersistence: boolean;
  readonly durability: Durability;
  /** Absolute URL of `sqlite3.wasm`; `null` for the one beside the worker. */
  readonly wasmUrl: string | null;
  /** Leads to the storage proxy, which the client has started for `opfs`; transferred. `null` for other storages. */
  readonly proxyPort: MessagePort | null;
}

/** What the client learns when a database is open. */
export interface OpenResult {
  readonly storage: StorageReport;
  readonly environment: EnvironmentReport;
}

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

/** What each action takes. */
export interface RequestPayloads {
  readonly open: OpenPayload;
  readonly exec: SqlPayload;
  readonly query: StatementPayload;
  readonly run: StatementPayload;
  readonly begin: TransactionPayload;
  readonly commit: TransactionPayload;
  readonly rollback: TransactionPayload;
  readonly close: null;
}

/** What each action answers when it is done. A query's last rows come with it; those before come as `rows` messages. */
export interface RequestResults {
  readonly open: OpenResult;
  readonly exec: null;
  readonly query: RowsPayload;
  readonly run: RunResult;
  readonly begin: null;
  readonly commit: null;
  readonly rollback: null;
  readonly close: null;
}

/** Name of an action. */
export type RequestType = keyof RequestPayloads;

/** A request for one action. */
export interface RequestOf<Type extends RequestType> {
  /** Chosen by the client; every response to the request carries it. */
  readonly id: number;
  readonly type: Type;
  readonly payload: RequestPayloads[Type];
}

/** A message from the client to the worker. */
export type Request = { [Type in RequestType]: RequestOf<Type> }[RequestType];

/** A message from the worker to the client. Each request gets any number of `rows`, then one `done` or one `error`. */
export type Response =
  | { readonly id: number; readonly type: "rows"; readonly payload: RowsPayload }
  | { readonly id: number; readonly type: "done"; readonly payload: RequestResults[RequestType] }
  | { readonly id: number; readonly type: "error"; readonly payload: WireError };

/** Id of the answer to a message that has none of its own. */
export const NO_REQUEST = -1;
