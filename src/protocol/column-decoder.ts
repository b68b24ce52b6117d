import { CellReader } from "./cell-reader.js";
import type { SqlValue } from "./values.js";

/** The values of one column, in the order of the rows; typed where all of them are numbers. */
export type Column = Float64Array<ArrayBuffer> | SqlValue[];

const INITIAL_ROWS = 1024;

/** Decodes batches into columns, with nothing allocated per row or cell but the values themselves. */
export class ColumnDecoder {
  rowCount = 0;
  /** Columns that have had numbers only; longer than there are rows. */
  readonly #numbers: (Float64Array<ArrayBuffer> | undefined)[] = [];
  readonly #values: SqlValue[][] = [];

  /** Adds the rows of a batch. */
  add(buffer: ArrayBuffer): void {
    const cells = new CellReader(buffer);
    const { columnCount, rowCount } = cells;
    const total = this.rowCount + rowCount;
    for (let column = 0; column < columnCount; column++) this.#reserve(column, total);
    for (let row = this.rowCount; row < total; row++) {
      for (let column = 0; column < columnCount; column++) {
        const value = cells.next();
        const numbers = this.#numbers[column];
        if (numbers === undefined) (this.#values[column] as SqlValue[]).push(value);
        else if (typeof value === "number") numbers[row] = value;
        else this.#widen(column, row, value);
      }
    }
    this.rowCount = total;
  }

  /** The columns; nothing may be added any more. */
  finish(): Column[] {
    return this.#values.map((values, column) => {
      const numbers = this.#numbers[column];
      if (numbers === undefined || this.rowCount === 0) return values;
      return numbers.length === this.rowCount ? numbers : numbers.slice(0, this.rowCount);
    });
  }

  #reserve(column: number, rowCount: number): void {
    if (this.#values[column] === undefined) {
      this.#values[column] = [];
      this.#numbers[column] = new Float64Array(Math.max(INITIAL_ROWS, rowCount));
    }
    const numbers = this.#numbers[column];
    if (numbers === undefined || numbers.length >= rowCount) return;
    const larger = new Float64Array(Math.max(rowCount, numbers.length * 2));
    larger.set(numbers);
    this.#numbers[column] = larger;
  }

  /** The first value that is no number makes the column an array. */
  #widen(column: number, row: number, value: SqlValue): void {
    const numbers = this.#numbers[column] as Float64Array;
    const values: SqlValue[] = Array.from(numbers.subarray(0, row));
    values.push(value);
    this.#values[column] = values;
    this.#numbers[column] = undefined;
  }
}
