import type { RunResult, SqlRow, SqlValue } from "../protocol/index.js";
import type { SqlParameters } from "./parameters.js";
import type { ArrayRows } from "./query.js";

/**
 * Running SQL, in a transaction or on the database. Calls run in the order in which they are made.
 *
 * All methods reject with a `TypeError` or `RangeError` for arguments that cannot be, before anything is sent; with a
 * `SqliteError` for what SQLite reports; and with an `EngineError` when the worker has died. The stack of each error
 * shows the call; the worker's own is in its property `workerStack`.
 *
 * The one that `transaction()` passes to its function may be used until the promise of the function settles.
 */
export interface Transaction {
  /**
   * Runs a script: any number of statements, without parameters, for their effect. An empty text does nothing. When a
   * statement fails, those before it have run; in a {@link transaction} they are undone.
   *
   * @param sql - statements with semicolons between them
   * @example
   * await db.exec("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX by_text ON note(text)");
   */
  exec(sql: string): Promise<void>;

  /**
   * Runs one statement and gives its rows. An INTEGER beyond ±(2^53-1) comes as bigint, a blob as `Uint8Array`.
   *
   * @param sql - exactly one statement
   * @param parameters - a value for each parameter of the statement
   * @param options - `rowMode: "array"` gives rows as arrays, and the column names beside them
   * @returns one object per row, by column name; of columns with the same name the last wins
   * @example
   * const notes = await db.query<{ id: number; text: string }>("SELECT * FROM note WHERE id > ?", [10]);
   * const { columns, rows } = await db.query("SELECT * FROM note", [], { rowMode: "array" });
   */
  query<Row extends { [Column in keyof Row]: SqlValue } = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
    options?: { readonly rowMode?: "object" },
  ): Promise<Row[]>;
  query(
    sql: string,
    parameters: SqlParameters | undefined,
    options: { readonly rowMode: "array" },
  ): Promise<ArrayRows>;

  /**
   * Runs one statement for its effect.
   *
   * @param sql - exactly one statement; rows that it returns are dropped
   * @param parameters - a value for each parameter of the statement
   * @example
   * const { lastInsertRowid } = await db.run("INSERT INTO note(text) VALUES ($text)", { text: "milk" });
   */
  run(sql: string, parameters?: SqlParameters): Promise<RunResult>;

  /**
   * Runs a function in a transaction: commits when its promise fulfils, rolls back when it rejects or when committing
   * fails. Other calls on this object wait until it is over, so inside the function only `tx` may be used: waiting there
   * for a call on this object would wait for ever. Transactions nest: one inside another is a savepoint.
   *
   * @param body - gets the transaction, which is of no use once the promise that it returns has settled
   * @returns what `body` returns; rejects with what `body` rejects with
   * @see https://www.sqlite.org/lang_transaction.html
   * @example
   * await db.transaction(async (tx) => {
   *   await tx.run("UPDATE account SET balance = balance - 10 WHERE id = 1");
   *   await tx.run("UPDATE account SET balance = balance + 10 WHERE id = 2");
   * });
   */
  transaction<Result>(body: (tx: Transaction) => Result | PromiseLike<Result>): Promise<Result>;
}
