import type { RunResult, SqlRow, SqlValue, StatementPayload } from "../protocol/index.js";
import { CallQueue } from "./call-queue.js";
import { captureCallSite } from "./call-site.js";
import type { Channel } from "./channel.js";
import { ownError } from "./own-error.js";
import { encodeParameters, type SqlParameters } from "./parameters.js";
import { type ArrayRows, queryArrays, queryObjects, type RowMode } from "./query.js";
import { runTransaction } from "./run-transaction.js";
import { checkSql } from "./sql-text.js";
import type { Transaction } from "./transaction.js";

/** Sends what is called on one transaction, or on the database outside transactions. */
export class Session implements Transaction {
  protected readonly channel: Channel;
  readonly #queue: CallQueue;
  readonly #depth: number;
  #isOver = false;

  /** @param depth - 0 for the database, 1 for a transaction, more for nested ones */
  constructor(channel: Channel, depth: number) {
    this.channel = channel;
    this.#queue = new CallQueue(channel);
    this.#depth = depth;
  }

  /** Refuses further calls, and fulfils when the transactions nested in this one are over. */
  end(): Promise<void> {
    this.#isOver = true;
    return this.#queue.idle();
  }

  async exec(sql: string): Promise<void> {
    const callSite = captureCallSite();
    this.#requireUsable();
    const payload = { sql: checkSql(sql), depth: this.#depth };
    await this.#queue.run(callSite, () => this.channel.request("exec", payload, callSite));
  }

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
  async query(
    sql: string,
    parameters?: SqlParameters,
    options: { readonly rowMode?: RowMode } = {},
  ): Promise<SqlRow[] | ArrayRows> {
    const callSite = captureCallSite();
    this.#requireUsable();
    const payload = this.#statement(sql, parameters);
    const { rowMode = "object" } = options;
    if (rowMode !== "object" && rowMode !== "array") {
      throw new TypeError(`rowMode must be "object" or "array", not ${JSON.stringify(rowMode)}`);
    }
    const run: (channel: Channel, payload: StatementPayload, site: Error) => Promise<SqlRow[] | ArrayRows> =
      rowMode === "array" ? queryArrays : queryObjects;
    return this.#queue.run(callSite, () => run(this.channel, payload, callSite));
  }

  async run(sql: string, parameters?: SqlParameters): Promise<RunResult> {
    const callSite = captureCallSite();
    this.#requireUsable();
    const payload = this.#statement(sql, parameters);
    return this.#queue.run(callSite, () => this.channel.request("run", payload, callSite));
  }

  async transaction<Result>(body: (tx: Transaction) => Result | PromiseLike<Result>): Promise<Result> {
    const callSite = captureCallSite();
    this.#requireUsable();
    if (typeof body !== "function") throw new TypeError("a transaction needs a function");
    const depth = this.#depth + 1;
    return this.#queue.runAlone(callSite, () => {
      return runTransaction(this.channel, depth, new Session(this.channel, depth), body, callSite);
    });
  }

  #statement(sql: string, parameters: SqlParameters | undefined): StatementPayload {
    return { sql: checkSql(sql), parameters: encodeParameters(parameters), depth: this.#depth };
  }

  #requireUsable(): void {
    if (!this.#isOver) return;
    throw ownError(
      "SQLITE_MISUSE",
      "the transaction is over: it may be used only until the promise of its function settles",
    );
  }
}
