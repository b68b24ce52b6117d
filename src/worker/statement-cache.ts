import type { Database, Statement } from "../oo1/index.js";

/** Statements kept prepared. */
const CAPACITY = 64;

/** Longest SQL text, in UTF-16 code units, whose statement is kept: generated SQL of that length rarely comes again. */
const LENGTH_LIMIT = 10_000;

/** The statements of one connection that were used last, prepared once for all their uses. */
export class StatementCache {
  readonly #db: Database;
  /** By SQL text; the one used longest ago first. */
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Runs `body` with a statement that is ready to be bound.
   *
   * @returns what `body` returns
   * @throws what `body` throws; SqliteError when the text does not compile or is not exactly one statement
   */
  use<Result>(sql: string, body: (statement: Statement) => Result): Result {
    const kept = this.#statements.get(sql);
    const statement = kept ?? this.#db.prepare(sql);
    // Taken out while in use: what fails is not kept, and what is put back becomes the latest.
    if (kept !== undefined) this.#statements.delete(sql);
    let result: Result;
    try {
      result = body(statement);
    } catch (error) {
      statement.finalize();
      throw error;
    }
    // An unfinished statement would hold locks, and its parameters memory.
    statement.reset(true);
    this.#keep(sql, statement);
    return result;
  }

  /** Finalizes all statements. */
  clear(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
  }

  #keep(sql: string, statement: Statement): void {
    if (sql.length > LENGTH_LIMIT) {
      statement.finalize();
      return;
    }
    this.#statements.set(sql, statement);
    if (this.#statements.size <= CAPACITY) return;
    for (const [oldest, unused] of this.#statements) {
      this.#statements.delete(oldest);
      unused.finalize();
      return;
    }
  }
}
