import type { TransactionMode } from "../protocol/index.js";
import type { CallOptions } from "./call-options.js";
import type { SqlRunner } from "./sql-runner.js";

/** How a transaction is run. Its `signal` and `timeout` hold for all of it, waiting included. */
export interface TransactionOptions extends CallOptions {
  /**
   * How it begins:
   * - `"deferred"` (default): it waits for nothing until it reads or writes
   * - `"immediate"`: it gets the right to write at once, so that no other connection can come between its reading and its
   *   writing
   * - `"exclusive"`: it also keeps others from reading
   *
   * Of no meaning in another transaction. @see https://www.sqlite.org/lang_transaction.html
   */
  readonly mode?: TransactionMode | undefined;
}

/**
 * Running SQL, in a transaction or on the database.
 *
 * The one that `transaction()` passes to its function may be used until the promise of the function settles.
 */
export interface Transaction extends SqlRunner {
  /**
   * Runs a function in a transaction: commits when its promise fulfils, rolls back when it rejects, when committing
   * fails, or when its `signal` or `timeout` ends it. Other calls on this object wait until it is over, so inside the
   * function only `tx` may be used: waiting there for a call on this object would wait for ever, or until the `timeout`.
   * Transactions nest: one inside another is a savepoint.
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
  transaction<Result>(
    body: (tx: Transaction) => Result | PromiseLike<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
}
