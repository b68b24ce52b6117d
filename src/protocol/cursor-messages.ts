import type { Action } from "./action.js";
import type { QueryPayload, RowsPayload } from "./sql-messages.js";

/** A query whose rows are fetched batch by batch. */
export interface OpenCursorPayload extends QueryPayload {
  /** Chosen by the client; names the cursor from now on. */
  readonly cursor: number;
  /** Rows of a batch at most. */
  readonly batchSize: number;
}

/** Names a cursor. */
export interface CursorPayload {
  readonly cursor: number;
}

/** Rows of a cursor. */
export interface CursorRows extends RowsPayload {
  /** Whether they are the last; the cursor is closed then. */
  readonly isLast: boolean;
}

/** Queries read step by step. The first batch comes with the answer to `openCursor`. */
export interface CursorActions {
  readonly openCursor: Action<OpenCursorPayload, CursorRows>;
  readonly fetch: Action<CursorPayload, CursorRows>;
  /** Does nothing where the cursor is closed. */
  readonly closeCursor: Action<CursorPayload, null>;
}
