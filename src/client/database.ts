/// <reference lib="esnext.disposable" preserve="true" />
import type { EnvironmentReport } from "../base/index.js";
import type { StorageReport } from "../protocol/index.js";
import type { DataMethods } from "./data-methods.js";
import type { Transaction } from "./transaction.js";

/**
 * An open database. `open()` makes them.
 *
 * @example
 * const db = await open("app.db");
 * await db.exec("CREATE TABLE IF NOT EXISTS note(text)");
 * await db.run("INSERT INTO note VALUES (?)", ["milk"]);
 * const notes = await db.query("SELECT text FROM note");
 * await db.close();
 */
export interface Database extends Transaction, DataMethods {
  /** Where the database is kept, and why there. */
  readonly storage: StorageReport;
  /** What the worker found its browser to offer. */
  readonly environment: EnvironmentReport;

  /**
   * Closes the database and ends its worker. What is pending is rejected with a `SqliteError` (`SQLITE_ABORT`), a running
   * transaction is rolled back; a statement that the worker has received may still have run. A worker that does not
   * answer within five seconds is terminated. Calling it again changes nothing.
   *
   * @example
   * await db.close();
   */
  close(): Promise<void>;

  /**
   * Closes the database at the end of an `await using` block, where the platform has such.
   *
   * @example
   * await using db = await open("app.db");
   */
  [Symbol.asyncDispose](): Promise<void>;
}
