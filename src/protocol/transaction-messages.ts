import type { Action } from "./action.js";

/** Names the transaction to commit or roll back: 1 for an outermost one, more for savepoints. */
export interface TransactionPayload {
  readonly depth: number;
}

/** How a transaction begins. @see https://www.sqlite.org/lang_transaction.html */
export type TransactionMode = "deferred" | "immediate" | "exclusive";

/** A transaction to begin. */
export interface BeginPayload extends TransactionPayload {
  /** Of no meaning for savepoints. */
  readonly mode: TransactionMode;
}

/** Transactions and savepoints. */
export interface TransactionActions {
  readonly begin: Action<BeginPayload, null>;
  readonly commit: Action<TransactionPayload, null>;
  readonly rollback: Action<TransactionPayload, null>;
}
