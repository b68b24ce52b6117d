import type { SqlValue } from "web-sqlite-v2";
import { compareValues } from "./compare-values.js";

/** Values of one row, in the order of the columns. */
export type ResultRow = readonly SqlValue[];

/** Rows that are read again at a time, where a result has more than it keeps. */
export const BLOCK_ROWS = 1_000;

/** Blocks that are kept of those read again; the one that was not looked at for longest goes first. */
const BLOCKS = 16;

/** What the results of one run may keep, all of them together. */
export class RowBudget {
  /** A hundred thousand rows are more than anybody scrolls through, and take some 20 MB. */
  #rows = 100_000;
  #bytes = 64 * 1024 * 1024;

  /** @returns whether there is room for the row, which then is taken */
  take(row: ResultRow): boolean {
    if (this.#rows <= 0 || this.#bytes <= 0) return false;
    this.#rows--;
    for (const value of row) this.#bytes -= sizeOf(value);
    return true;
  }
}

/** Bytes that a value takes beside its place in the row, about. */
function sizeOf(value: SqlValue): number {
  if (typeof value === "string") return 2 * value.length;
  return value instanceof Uint8Array ? value.length : 0;
}

/**
 * The rows of a result, in bounded memory: it keeps rows from the first one on as long as its budget lasts, and counts
 * the others. Those can be read again and put back in blocks, of which it keeps a few.
 */
export class ResultRows {
  readonly columns: readonly string[];
  readonly #budget: RowBudget;
  readonly #kept: ResultRow[] = [];
  readonly #blocks = new Map<number, readonly ResultRow[]>();
  #order: Uint32Array | undefined;
  #length = 0;

  constructor(columns: readonly string[], budget: RowBudget) {
    this.columns = columns;
    this.#budget = budget;
  }

  /** Rows that the statement gave so far. */
  get length(): number {
    return this.#length;
  }

  /** Rows that are kept, from the first one on. */
  get keptLength(): number {
    return this.#kept.length;
  }

  /** Whether all rows are kept. */
  get isWhole(): boolean {
    return this.#kept.length === this.#length;
  }

  append(rows: readonly ResultRow[]): void {
    for (const row of rows) {
      // Kept rows are those without a gap before them.
      if (this.isWhole && this.#budget.take(row)) this.#kept.push(row);
      this.#length++;
    }
  }

  /** @returns the row in the order that is shown; `undefined` where it is not kept, or not there */
  at(index: number): ResultRow | undefined {
    if (index < this.#kept.length) return this.#kept[this.#order?.[index] ?? index];
    const block = Math.floor(index / BLOCK_ROWS);
    return this.#blocks.get(block)?.[index - block * BLOCK_ROWS];
  }

  /** @returns the first block, of {@link BLOCK_ROWS} each, that has rows among these which are not kept */
  missingBlock(from: number, to: number): number | undefined {
    for (let index = Math.max(from, this.#kept.length); index < Math.min(to, this.#length); ) {
      const block = Math.floor(index / BLOCK_ROWS);
      if (!this.#blocks.has(block)) return block;
      index = (block + 1) * BLOCK_ROWS;
    }
    return undefined;
  }

  /** Puts rows back that were read again. */
  putBlock(block: number, rows: readonly ResultRow[]): void {
    this.#blocks.set(block, rows);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
  }

  /** Orders the rows by a column; all of them must be kept. Equal ones stay as the statement gave them. */
  sort(column: number, isAscending: boolean): void {
    const sign = isAscending ? 1 : -1;
    const valueIn = (index: number) => this.#kept[index]?.[column] ?? null;
    this.#order = Uint32Array.from(this.#kept.keys()).sort(
      (a, b) => sign * compareValues(valueIn(a), valueIn(b)) || a - b,
    );
  }
}
