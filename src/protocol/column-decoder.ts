import { CellReader } from "./cell-reader.js";
import { CellType } from "./row-layout.js";
import type { SqlValue } from "./values.js";

/** The values of one column, in the order of the rows; typed where all of them are numbers. */
export type Column = Float64Array<ArrayBuffer> | SqlValue[];

/** Decodes batches into columns: each batch into its own, which {@link finish} joins. */
export class ColumnDecoder {
  rowCount = 0;
  /** By batch, then by column. */
  readonly #parts: Column[][] = [];

  /** Adds the rows of a batch. */
  add(buffer: ArrayBuffer): void {
    const cells = new CellReader(buffer);
    const { columnCount, rowCount, types, numbers } = cells;
    const isRegular = !types.includes(CellType.BigInteger) && isPeriodic(types, columnCount);
    const others: number[] = [];
    let first = 0;
    const part = Array.from({ length: columnCount }, (_, column): Column => {
      if (isRegular && types[column] === CellType.Number) {
        return everyNth(numbers, numbers.length / rowCount, first++);
      }
      others.push(column);
      return [];
    });
    for (let row = 0; row < rowCount; row++) {
      for (const column of others) {
        const value = isRegular ? cells.take(types[column] as number, column) : cells.next(column);
        (part[column] as SqlValue[]).push(value);
      }
    }
    this.#parts.push(part);
    this.rowCount += rowCount;
  }

  /** The columns; nothing may be added any more. */
  finish(): Column[] {
    return (this.#parts[0] ?? []).map((_, index) => {
      const parts = this.#parts.map((part) => part[index] as Column);
      if (this.rowCount > 0 && parts.every(isNumeric)) {
        const column = new Float64Array(this.rowCount);
        let row = 0;
        for (const part of parts) {
          column.set(part, row);
          row += part.length;
        }
        return column;
      }
      return ([] as SqlValue[]).concat(...parts.map((part) => Array.from<SqlValue>(part)));
    });
  }
}

/** Whether all rows have the types of the first one. */
function isPeriodic(types: Uint8Array, columnCount: number): boolean {
  for (let cell = columnCount; cell < types.length; cell++) {
    if (types[cell] !== types[cell - columnCount]) return false;
  }
  return true;
}

/** Numbers of one column out of those of all. */
function everyNth(numbers: Float64Array, step: number, first: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(numbers.length / step);
  for (let row = 0, from = first; row < values.length; row++, from += step)
    values[row] = numbers[from] as number;
  return values;
}

const isNumeric = (part: Column): part is Column & ArrayLike<number> =>
  part instanceof Float64Array || part.every((value) => typeof value === "number");
