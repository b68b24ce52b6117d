import type { Database, Statement } from "../oo1/index.js";

/** Statements kept prepared, beside those that are pinned. */
const CAPACITY = 64;

/** Longest SQL text, in UTF-16 code units, whose statement is kept: generated SQL of that length rarely comes again. */
const LENGTH_LIMIT = 10_000;

/** How often each SQL text has been asked to be kept prepared, and not released. */
export type Pins = Map<string, number>;

/** The statements of one connection that were used last, prepared once for all their uses. */
export class StatementCache {
  readonly #db: Database;
  readonly #pins: Pins;
  /** By SQL text; the one used longest ago first. */
  readonly #statements = new Map<string, Statement>();

  /** @param pins - texts whose statements are always kept; owned by the caller, since they outlive a connection */
  constructor(db: Database, pins: Pins) {
    this.#db = db;
    this.#pins = pins;
  }

  /**
   * Takes a statement out of the cache, or prepares it. Who takes it gives it back, or finalizes it when it has failed:
   * what fails is not kept.
   *
   * @returns a statement that is ready to be bound
   * @throws SqliteError when the text does not compile or is not exactly one statement
   */
  take(sql: string): Statement {
    const kept = this.#statements.get(sql);
    if (kept === undefined) return this.#db.prepare(sql);
    this.#statements.delete(sql);
    return kept;
  }

  /** Puts a statement back, as the latest. It is reset: an unfinished one would hold locks, and its parameters memory. */
  giveBack(sql: string, statement: Statement): void {
    statement.reset(true);
    // Two of one text may have been in use at a time.
    if (this.#statements.has(sql) || (sql.length > LENGTH_LIMIT && !this.#pins.has(sql))) {
      statement.finalize();
      return;
    }
    this.#statements.set(sql, statement);
    this.#trim();
  }

  /** Finalizes all statements. */
  clear(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
  }

  /** Pinned ones do not count, but stay in the order of their use. */
  #trim(): void {
    let surplus = this.#statements.size - this.#pins.size - CAPACITY;
    if (surplus <= 0) return;
    for (const [sql, statement] of this.#statements) {
      if (this.#pins.has(sql)) continue;
      this.#statements.delete(sql);
      statement.finalize();
      if (--surplus <= 0) return;
    }
  }
}
