import { ResultCode } from "../../base/index.js";
import type { StatementPointer } from "../../capi/index.js";
import { NULL } from "../../wasm/index.js";
import { readColumnNames } from "../rows.js";
import type { Oo1Context } from "./context.js";

/**
 * Whose a statement is: `prepared` by the user and counted as open, `owned` and finalized by us but not counted, or
 * `borrowed` and finalized by somebody else.
 */
export type Ownership = "prepared" | "owned" | "borrowed";

/**
 * One `sqlite3_stmt*` with what is known of its state. The connection keeps the handles of all its statements and the
 * public object reads its handle, so a connection that closes ends them all.
 */
export class StatementHandle {
  readonly ownership: Ownership;
  readonly #siblings: Set<StatementHandle>;
  #columnNames: readonly string[] | undefined;
  /** 0 once the statement is finalized. */
  pointer: StatementPointer;
  /** Set while `exec` lets a callback look at it. */
  isLocked = false;
  /** Whether it stands on a row. */
  hasRow = false;
  /** Columns of the row that it stands on. */
  columnCount = 0;

  /** @param siblings - the handles of the connection, to which this one is added */
  constructor(pointer: StatementPointer, ownership: Ownership, siblings: Set<StatementHandle>) {
    this.pointer = pointer;
    this.ownership = ownership;
    this.#siblings = siblings;
    siblings.add(this);
  }

  /**
   * Runs the statement up to its next row.
   *
   * @returns whether there is one
   * @throws SQLite3Error; the statement is not reset
   */
  step(context: Oo1Context): boolean {
    const { capi } = context;
    const code = capi.sqlite3_step(this.pointer);
    if (code === ResultCode.SQLITE_ROW) {
      // At its first step a statement may have been prepared anew, after a schema change.
      if (!this.hasRow) {
        this.hasRow = true;
        this.columnCount = capi.sqlite3_column_count(this.pointer);
        this.#columnNames = undefined;
      }
      return true;
    }
    this.hasRow = false;
    if (code === ResultCode.SQLITE_DONE) return false;
    throw context.errorOf(code, capi.sqlite3_db_handle(this.pointer));
  }

  /** Names of the result columns, read once per run. */
  columnNames({ capi }: Oo1Context): readonly string[] {
    const count = this.hasRow ? this.columnCount : capi.sqlite3_column_count(this.pointer);
    if (this.#columnNames?.length !== count) {
      this.#columnNames = readColumnNames(capi, this.pointer, count);
    }
    return this.#columnNames as readonly string[];
  }

  /**
   * Ends the statement, also a locked one.
   *
   * @returns the result code of the latest run, as `sqlite3_finalize` reports it; `undefined` when it had ended before
   */
  finalize({ capi }: Oo1Context): number | undefined {
    const { pointer } = this;
    if (pointer === 0) return undefined;
    this.pointer = NULL;
    this.hasRow = false;
    this.#siblings.delete(this);
    return this.ownership === "borrowed" ? ResultCode.SQLITE_OK : capi.sqlite3_finalize(pointer);
  }
}
