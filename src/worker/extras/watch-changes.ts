import { ResultCode, type SqliteError } from "../../base/index.js";
import type { Capi, DatabasePointer, StatementPointer } from "../../capi/index.js";
import type { Database } from "../../oo1/index.js";
import type { ChangeEvent } from "../../protocol/index.js";
import { type CString, type FunctionPointer, NULL, readCString } from "../../wasm/index.js";
import { describeChanges } from "./change-event.js";
import { ChangeLog, type LogMark } from "./change-log.js";
import { readSavepointStatement } from "./savepoint-statement.js";

/** Names under which a table has its rowid, unless columns are called so. */
const ROWID_NAMES = ["rowid", "_rowid_", "oid"];

/** How a statement has begun. */
interface Beginning {
  readonly mark: LogMark;
  /** Outside of a transaction. */
  readonly isOutside: boolean;
}

/** A savepoint that is set. */
interface Savepoint {
  readonly name: string;
  readonly mark: LogMark;
  /** It has begun the transaction, so that releasing it commits, and may fail. */
  readonly isOutermost: boolean;
}

/**
 * Hears what a connection changes, and tells it transaction by transaction once it is committed.
 *
 * The preupdate hook tells the rows, also those that REPLACE removes and those of tables without rowids; while there is
 * one, SQLite deletes a whole table row by row. What is undone is forgotten: with the transaction (rollback hook), with a
 * savepoint (there is no hook for it, so statements are read as they begin), or with a statement that fails. A transaction
 * is over when a statement ends outside of one; that is after SQLite has committed, which the commit hook is not.
 *
 * @see https://www.sqlite.org/c3ref/preupdate_blobwrite.html
 */
export class ChangeWatch {
  readonly #capi: Capi;
  readonly #report: (changes: ChangeEvent) => void;
  readonly #log = new ChangeLog();
  readonly #savepoints: Savepoint[] = [];
  /** What has been committed and is not reported. */
  readonly #untold: ReturnType<ChangeLog["take"]>[] = [];
  /** Where the log was when the statements that run began. */
  readonly #running = new Map<StatementPointer, Beginning>();
  /** Where it was when the latest statement began, if that has ended without a row changed by itself. */
  #undoable: LogMark | undefined;
  #functions: FunctionPointer[] = [];
  #db: Database | undefined;

  /** @param report - takes what a transaction has changed, after it; not in the middle of SQLite's work */
  constructor(capi: Capi, report: (changes: ChangeEvent) => void) {
    this.#capi = capi;
    this.#report = report;
  }

  /** Begins to listen to a connection, instead of the one before. */
  attach(db: Database): void {
    this.detach();
    const capi = this.#capi;
    const { functionTable, constants } = capi;
    const { pointer } = db;
    this.#db = db;
    const preupdate = functionTable.install(
      "v(ppippjj)",
      (
        _: number,
        _db: number,
        operation: number,
        schema: CString,
        table: CString,
        before: bigint,
        after: bigint,
      ) => this.#addRow(operation, schema, table, before, after),
    );
    const rollback = functionTable.install("v(p)", () => this.#forget());
    const trace = functionTable.install(
      "i(ippp)",
      (event: number, _: number, statement: StatementPointer, text: CString) => {
        if (event === constants.SQLITE_TRACE_PROFILE) this.#endStatement(pointer, statement);
        else if (text === capi.sqlite3_sql(statement)) this.#beginStatement(statement);
        return 0;
      },
    );
    this.#functions = [preupdate, rollback, trace];
    capi.sqlite3_preupdate_hook(pointer, preupdate, NULL);
    capi.sqlite3_rollback_hook(pointer, rollback, NULL);
    capi.sqlite3_trace_v2(pointer, constants.SQLITE_TRACE_STMT | constants.SQLITE_TRACE_PROFILE, trace, NULL);
    // A DELETE prepared before would still empty its table at once. An authorizer, which is never called since it is gone
    // before anything is prepared, makes SQLite prepare all statements anew.
    capi.sqlite3_set_authorizer(pointer, trace, NULL);
    capi.sqlite3_set_authorizer(pointer, NULL, NULL);
  }

  /** Stops listening. */
  detach(): void {
    const capi = this.#capi;
    const pointer = this.#db?.pointer ?? NULL;
    if (pointer !== NULL) {
      capi.sqlite3_preupdate_hook(pointer, NULL, NULL);
      capi.sqlite3_rollback_hook(pointer, NULL, NULL);
      capi.sqlite3_trace_v2(pointer, 0, NULL, NULL);
    }
    for (const entry of this.#functions) capi.functionTable.remove(entry);
    this.#functions = [];
    this.#db = undefined;
    this.#running.clear();
    this.#forget();
  }

  /** Told of every error: of a statement that fails, what it has changed is undone. */
  hearError(error: SqliteError): void {
    if (error.resultCode !== ResultCode.SQLITE_MISUSE && this.#undoable !== undefined) {
      this.#log.goBackTo(this.#undoable);
    }
    this.#undoable = undefined;
  }

  /** Reports now what has been committed; by itself it does so when the task lets promises go on. */
  tell(): void {
    for (const taken of this.#untold.splice(0)) {
      this.#report(describeChanges(taken, (table) => this.#hasRowid(table)));
    }
  }

  #addRow(operation: number, schema: CString, table: CString, before: bigint, after: bigint): void {
    const { heap, constants } = this.#capi;
    const code = operation === constants.SQLITE_INSERT ? 0 : operation === constants.SQLITE_DELETE ? 2 : 1;
    this.#log.add(readCString(heap, schema) ?? "", readCString(heap, table) ?? "", code, before, after);
  }

  #beginStatement(statement: StatementPointer): void {
    this.#undoable = undefined;
    const isOutside = this.#capi.sqlite3_get_autocommit(this.#db?.pointer ?? NULL) !== 0;
    this.#running.set(statement, { mark: this.#log.mark(), isOutside });
  }

  #endStatement(db: DatabasePointer, statement: StatementPointer): void {
    const capi = this.#capi;
    const beginning = this.#running.get(statement);
    // A statement that another one runs, as those of full-text tables are.
    if (beginning === undefined) return;
    this.#running.delete(statement);
    if (capi.sqlite3_get_autocommit(db) === 0) {
      this.#followSavepoints(statement, beginning);
      this.#undoable = capi.sqlite3_changes64(db) === 0n ? beginning.mark : undefined;
      return;
    }
    this.#savepoints.length = 0;
    if (this.#log.isEmpty) {
      this.#log.clear();
      return;
    }
    this.#untold.push(this.#log.take());
    queueMicrotask(() => this.tell());
  }

  /** Follows a statement after which a transaction is still open. */
  #followSavepoints(statement: StatementPointer, { isOutside }: Beginning): void {
    const text = this.#capi.sqlite3_sql(statement);
    if (!this.#mayConcernSavepoints(text)) return;
    const read = readSavepointStatement(readCString(this.#capi.heap, text) ?? "");
    if (read === undefined) return;
    const { action, name } = read;
    if (action === "begin") {
      this.#savepoints.push({ name, mark: this.#log.mark(), isOutermost: isOutside });
      return;
    }
    const index = this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
    const savepoint = this.#savepoints[index];
    if (savepoint === undefined) return;
    if (action === "rollback") {
      this.#log.goBackTo(savepoint.mark);
      this.#savepoints.length = index + 1;
    } else if (!savepoint.isOutermost) this.#savepoints.length = index;
  }

  /** Looks at the first letters only, since most statements are others. */
  #mayConcernSavepoints(text: CString): boolean {
    const { u8 } = this.#capi.heap;
    let at: number = text;
    while ((u8[at] as number) <= 0x20 && u8[at] !== 0) at++;
    const letters = String.fromCharCode(u8[at] as number, u8[at + 1] as number).toLowerCase();
    return /^(?:sa|r[eo]|[-/;])/.test(letters);
  }

  #forget(): void {
    this.#log.clear();
    this.#savepoints.length = 0;
    this.#undoable = undefined;
  }

  /** From SQLite's schema in memory. A table that is gone is taken for one with rowids. */
  #hasRowid({ schema, table }: { readonly schema: string; readonly table: string }): boolean {
    const db = this.#db?.pointer ?? NULL;
    if (db === NULL) return true;
    const { allocator, sqlite3_table_column_metadata: lookUp } = this.#capi;
    const names = [schema, table].map((name) => allocator.allocCString(name)) as [CString, CString];
    const has = (column: string | null) => {
      const cColumn = column === null ? (NULL as CString) : allocator.allocCString(column);
      const code = lookUp(db, ...names, cColumn, NULL, NULL, NULL, NULL, NULL);
      allocator.free(cColumn);
      return code === ResultCode.SQLITE_OK;
    };
    const result = !has(null) || ROWID_NAMES.every(has);
    for (const name of names) allocator.free(name);
    return result;
  }
}
