import { ParameterBatch } from "./parameter-batch.js";
import { encodeValue, isPlainObject, type SqlParameters } from "./parameters.js";

/** Bytes after which rows are sent off, while more of them are read. */
const CHUNK_SIZE = 1024 * 1024;

/** Rows of parameters, on their way to the worker. */
export interface ParameterChunk {
  readonly names: readonly string[] | null;
  readonly buffer: ArrayBuffer;
  readonly isLast: boolean;
}

/** Puts rows of parameters into chunks. All rows have the form of the first: its length, or its names. */
class RowCollector {
  #names: readonly string[] | null | undefined;
  #batch: ParameterBatch | undefined;
  #rowCount = 0;

  get isFull(): boolean {
    return this.#batch !== undefined && this.#batch.size >= CHUNK_SIZE;
  }

  /** @throws TypeError, RangeError that names the row */
  add(row: unknown): void {
    this.#rowCount++;
    try {
      this.#add(row);
    } catch (error) {
      if (error instanceof Error) error.message = `row ${this.#rowCount}: ${error.message}`;
      throw error;
    }
  }

  take(isLast: boolean): ParameterChunk {
    const batch = this.#batch ?? new ParameterBatch(0);
    const { columnCount } = batch;
    this.#batch = new ParameterBatch(columnCount);
    return { names: this.#names ?? null, buffer: batch.take(), isLast };
  }

  #add(row: unknown): void {
    if (Array.isArray(row)) {
      const batch = this.#begin(null, row.length);
      if (row.length !== batch.columnCount) {
        throw new RangeError(`${row.length} values, where the first row has ${batch.columnCount}`);
      }
      for (let index = 0; index < row.length; index++) batch.add(encodeValue(row[index], index + 1));
      batch.endRow();
      return;
    }
    if (!isPlainObject(row)) throw new TypeError("a row must be an array or a plain object");
    const names = Object.keys(row);
    const batch = this.#begin(names, names.length);
    const expected = this.#names as readonly string[];
    if (names.length !== expected.length) throw new RangeError("it has other names than the first row");
    for (const name of expected) {
      if (!Object.hasOwn(row, name)) throw new RangeError(`no value for the parameter ${name}`);
      batch.add(encodeValue(row[name], name));
    }
    batch.endRow();
  }

  #begin(names: readonly string[] | null, columnCount: number): ParameterBatch {
    if (this.#names === undefined) this.#names = names;
    if ((this.#names === null) !== (names === null)) {
      throw new TypeError("rows must be all arrays or all objects");
    }
    this.#batch ??= new ParameterBatch(columnCount);
    return this.#batch;
  }
}

/** Reads rows as they are asked for. At least one chunk comes; the last may be empty. @throws TypeError, RangeError */
export function* chunksOf(rows: Iterable<SqlParameters>): Generator<ParameterChunk, undefined> {
  const collector = new RowCollector();
  for (const row of rows) {
    collector.add(row);
    if (collector.isFull) yield collector.take(false);
  }
  yield collector.take(true);
}

/** As {@link chunksOf}, for rows that come later. */
export async function* chunksOfAsync(
  rows: AsyncIterable<SqlParameters>,
): AsyncGenerator<ParameterChunk, undefined> {
  const collector = new RowCollector();
  for await (const row of rows) {
    collector.add(row);
    if (collector.isFull) yield collector.take(false);
  }
  yield collector.take(true);
}
