import type { Callback, DatabaseArgument, WasmPointer } from "./argument-types.js";

/** A text that SQLite may leave out. */
type OptionalText = string | 0;

/**
 * Callbacks of a connection. Each takes the place of the one before; `null` removes it. An installed function leaves the
 * function table when it is replaced and when the connection is closed.
 *
 * A callback that throws fails what SQLite was doing: an authorizer denies, a commit hook rolls back, a progress handler
 * interrupts, a busy handler gives up. See `ThrowPolicy` for those that C does not let fail.
 *
 * @see https://www.sqlite.org/c3ref/funclist.html
 */
export interface HookFunctions {
  sqlite3_busy_handler(
    db: DatabaseArgument,
    callback: Callback<(context: WasmPointer, tries: number) => number>,
    context: WasmPointer,
  ): number;
  sqlite3_progress_handler(
    db: DatabaseArgument,
    operations: number,
    callback: Callback<(context: WasmPointer) => number>,
    context: WasmPointer,
  ): void;
  sqlite3_set_authorizer(
    db: DatabaseArgument,
    callback: Callback<
      (
        context: WasmPointer,
        action: number,
        first: OptionalText,
        second: OptionalText,
        schema: OptionalText,
        trigger: OptionalText,
      ) => number
    >,
    context: WasmPointer,
  ): number;
  sqlite3_trace_v2(
    db: DatabaseArgument,
    events: number,
    callback: Callback<
      (event: number, context: WasmPointer, object: WasmPointer, detail: WasmPointer) => unknown
    >,
    context: WasmPointer,
  ): number;
  /** @returns the context of the hook before */
  sqlite3_commit_hook(
    db: DatabaseArgument,
    callback: Callback<(context: WasmPointer) => number>,
    context: WasmPointer,
  ): WasmPointer;
  /** @returns the context of the hook before */
  sqlite3_rollback_hook(
    db: DatabaseArgument,
    callback: Callback<(context: WasmPointer) => unknown>,
    context: WasmPointer,
  ): WasmPointer;
  /** @returns the context of the hook before */
  sqlite3_update_hook(
    db: DatabaseArgument,
    callback: Callback<
      (context: WasmPointer, operation: number, schema: string, table: string, rowid: bigint) => unknown
    >,
    context: WasmPointer,
  ): WasmPointer;
  /** @returns the context of the hook before */
  sqlite3_preupdate_hook(
    db: DatabaseArgument,
    callback: Callback<
      (
        context: WasmPointer,
        db: WasmPointer,
        operation: number,
        schema: string,
        table: string,
        oldRowid: bigint,
        newRowid: bigint,
      ) => unknown
    >,
    context: WasmPointer,
  ): WasmPointer;
  sqlite3_preupdate_old(db: DatabaseArgument, column: number, valueOut: WasmPointer): number;
  sqlite3_preupdate_new(db: DatabaseArgument, column: number, valueOut: WasmPointer): number;
  sqlite3_preupdate_count(db: DatabaseArgument): number;
  sqlite3_preupdate_depth(db: DatabaseArgument): number;
  sqlite3_preupdate_blobwrite(db: DatabaseArgument): number;
  sqlite3_collation_needed(
    db: DatabaseArgument,
    context: WasmPointer,
    callback: Callback<(context: WasmPointer, db: WasmPointer, encoding: number, name: string) => unknown>,
  ): number;
}

/** C types of {@link HookFunctions}: see `readSignatures`. */
export const HOOK_SIGNATURES = `
i(D[xBusy:i(pi):0]p) busy_handler
v(Di[xProgress:i(p):1]p) progress_handler
i(D[xAuth:i(pissss):1]p) set_authorizer
i(Di[xCallback:i(ippp):report]p) trace_v2
p(D[xCommit:i(p):1]p) commit_hook
p(D[xRollback:v(p):report]p) rollback_hook
p(D[xUpdate:v(pissj):interrupt]p) update_hook
p(D[xPreUpdate:v(ppissjj):interrupt]p) preupdate_hook
i(Dp[xCollNeeded:v(ppis):report]) collation_needed
i(Dip) preupdate_old preupdate_new
i(D) preupdate_count preupdate_depth preupdate_blobwrite
`;
