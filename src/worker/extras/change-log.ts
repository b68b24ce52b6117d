/** Rows of a transaction that are told one by one. */
const ROW_LIMIT = 1_000;

/** What happened to one row. */
export interface LoggedRow {
  /** Index of its table. */
  readonly table: number;
  /** 0 insert, 1 update, 2 delete. */
  readonly operation: number;
  readonly before: bigint;
  readonly after: bigint;
}

/** What a transaction has changed, before it is known which of the tables have rowids. */
export interface TakenChanges {
  /** Some may have no changes: those that were undone. */
  readonly tables: readonly LoggedTable[];
  /** Those that are told one by one. */
  readonly rows: readonly LoggedRow[];
}

/** A table, and how many of its rows were changed. */
export interface LoggedTable {
  /** `"main"`, `"temp"` or the name that a database is attached under. */
  readonly schema: string;
  readonly table: string;
  readonly count: number;
}

/** A moment in a transaction, to go back to. */
export interface LogMark {
  readonly rowCount: number;
  readonly counts: readonly number[];
}

/**
 * What the transaction that runs has changed so far. Its memory is bounded: beyond {@link ROW_LIMIT} rows it only counts,
 * by table.
 */
export class ChangeLog {
  #rows: LoggedRow[] = [];
  /** Schema and name of each table, and the index of it, which stays for the length of a transaction. */
  #tables: { readonly schema: string; readonly table: string }[] = [];
  readonly #indices = new Map<string, number>();
  /** Rows changed, by table. */
  #counts: number[] = [];

  get isEmpty(): boolean {
    return this.#counts.every((count) => count === 0);
  }

  /** Adds a row. */
  add(schema: string, table: string, operation: number, before: bigint, after: bigint): void {
    const index = this.#indexOf(schema, table);
    this.#counts[index] = (this.#counts[index] as number) + 1;
    if (this.#rows.length < ROW_LIMIT) this.#rows.push({ table: index, operation, before, after });
  }

  /** The moment now. */
  mark(): LogMark {
    return { rowCount: this.#rows.length, counts: [...this.#counts] };
  }

  /** Forgets what was added since. */
  goBackTo({ rowCount, counts }: LogMark): void {
    this.#rows.length = Math.min(rowCount, this.#rows.length);
    this.#counts = this.#tables.map((_, index) => counts[index] ?? 0);
  }

  /** Forgets everything. */
  clear(): void {
    this.#rows = [];
    this.#tables = [];
    this.#counts = [];
    this.#indices.clear();
  }

  /** Gives what has been added, and forgets it. */
  take(): TakenChanges {
    const tables = this.#tables.map((names, index) => ({ ...names, count: this.#counts[index] as number }));
    const rows = this.#rows;
    this.clear();
    return { tables, rows };
  }

  #indexOf(schema: string, table: string): number {
    // Neither NUL nor any other character of a schema's name can be mistaken for the end of it.
    const key = `${schema}\0${table}`;
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.#tables.push({ schema, table }) - 1;
    this.#indices.set(key, index);
    this.#counts.push(0);
    return index;
  }
}
