import type { Database } from "web-sqlite-v2";
import { BLOCK_ROWS, type ResultRows } from "./result-rows.js";

/**
 * Reads rows again that a result did not keep, those that are looked at, by running its statement as a part of another
 * one. Only what may stand there, a SELECT, runs twice; anything else is a syntax error, never a second INSERT. Where
 * the tables have changed meanwhile, or the order is left to SQLite, other rows may come.
 */
export class BlockReader {
  readonly #database: Database;
  readonly #sql: string;
  readonly #rows: ResultRows;
  readonly #onRead: () => void;
  readonly #stop = new AbortController();
  #wanted: readonly [from: number, to: number] = [0, 0];
  #isReading = false;
  #hasFailed = false;

  /**
   * @param sql - the statement that gave the rows
   * @param onRead - called when rows were put back
   */
  constructor(database: Database, sql: string, rows: ResultRows, onRead: () => void) {
    this.#database = database;
    this.#sql = sql;
    this.#rows = rows;
    this.#onRead = onRead;
  }

  /** Whether rows cannot be read again. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Has these rows read, in place of those wanted before that still wait. */
  want(from: number, to: number): void {
    this.#wanted = [from, to];
    if (!this.#isReading && !this.#hasFailed) void this.#read();
  }

  /** Reads no more. */
  stop(): void {
    this.#hasFailed = true;
    this.#stop.abort();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      for (;;) {
        const block = this.#rows.missingBlock(...this.#wanted);
        if (block === undefined) break;
        const { rows } = await this.#database.query(
          // The line break ends a comment that the statement may end with.
          `SELECT * FROM (${this.#sql}\n) LIMIT ? OFFSET ?`,
          [BLOCK_ROWS, block * BLOCK_ROWS],
          { rowMode: "array", signal: this.#stop.signal },
        );
        this.#rows.putBlock(block, rows);
        this.#onRead();
      }
    } catch {
      this.#hasFailed = true;
      this.#onRead();
    } finally {
      this.#isReading = false;
    }
  }
}
