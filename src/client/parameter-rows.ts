import { inRow, ParameterBatch } from "./parameter-batch.js";
import { isPlainObject, type SqlParameters } from "./parameters.js";

/** Bytes after which rows are sent off, while more of them are read. */
const CHUNK_SIZE = 65_536;

/** Bytes of rows that are on their way to the worker, or wait there, at most. */
export const WINDOW = 1024 * 1024;

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
  readonly #size: number;

  /** @param size - bytes of a chunk, roughly */
  constructor(size: number) {
    this.#size = size;
  }

  get isFull(): boolean {
    return this.#batch !== undefined && this.#batch.size >= this.#size;
  }

  /** @throws TypeError, RangeError that names the row */
  add(row: unknown): void {
    this.#rowCount++;
    try {
      this.#add(row);
    } catch (error) {
      throw inRow(this.#rowCount, error);
    }
  }

  /**
   * Adds rows until it is full.
   *
   * @param from - the first of them
   * @returns the first of those that are left
   */
  addFrom(rows: readonly unknown[], from: number): number {
    let index = from;
    while (index < rows.length && !this.isFull) this.add(rows[index++]);
    return index;
  }

  take(isLast: boolean): ParameterChunk {
    const batch = this.#batch ?? new ParameterBatch(0, null);
    return { names: this.#names ?? null, buffer: batch.take(), isLast };
  }

  #add(row: unknown): void {
    if (Array.isArray(row)) {
      const batch = this.#begin(null, row.length);
      if (row.length !== batch.columnCount) {
        throw new RangeError(`${row.length} values, where the first row has ${batch.columnCount}`);
      }
      batch.addRow(row);
      return;
    }
    if (!isPlainObject(row)) throw new TypeError("a row must be an array or a plain object");
    const names = Object.keys(row);
    const batch = this.#begin(names, names.length);
    const expected = this.#names as readonly string[];
    if (names.length !== expected.length) throw new RangeError("it has other names than the first row");
    const values = expected.map((name) => {
      if (!Object.hasOwn(row, name)) throw new RangeError(`no value for the parameter ${name}`);
      return row[name];
    });
    batch.addRow(values);
  }

  #begin(names: readonly string[] | null, columnCount: number): ParameterBatch {
    if (this.#names === undefined) this.#names = names;
    if ((this.#names === null) !== (names === null)) {
      throw new TypeError("rows must be all arrays or all objects");
    }
    this.#batch ??= new ParameterBatch(columnCount, names);
    return this.#batch;
  }
}

/** Rows in chunks, of which some have been read; at least one comes, and the last may be empty. */
export interface ChunkedRows {
  readonly read: ParameterChunk[];
  /** Throws TypeError, RangeError. */
  readonly rest: Iterator<ParameterChunk, undefined> | AsyncIterator<ParameterChunk, undefined>;
}

/**
 * Reads the first rows.
 *
 * @param size - bytes to read at least, if there are so many
 * @throws TypeError, RangeError
 */
export function chunkRows(rows: Iterable<SqlParameters>, size: number): ChunkedRows {
  const rest = chunksOf(rows);
  const read: ParameterChunk[] = [];
  let left = size;
  for (let isLast = false; left > 0 && !isLast; ) {
    // The last says that it is.
    const chunk = rest.next().value as ParameterChunk;
    read.push(chunk);
    left -= chunk.buffer.byteLength;
    ({ isLast } = chunk);
  }
  return { read, rest };
}

/** As {@link chunkRows}, for rows that come later: reads a window full of them. */
export async function chunkRowsAsync(rows: AsyncIterable<SqlParameters>): Promise<ChunkedRows> {
  const rest = chunksOfAsync(rows);
  return { read: [(await rest.next()).value as ParameterChunk], rest };
}

function* chunksOf(rows: Iterable<SqlParameters>): Generator<ParameterChunk, undefined> {
  const collector = new RowCollector(CHUNK_SIZE);
  if (Array.isArray(rows)) {
    // By index: a generator's own loop stays slow.
    for (let next = 0; next < rows.length; ) {
      next = collector.addFrom(rows, next);
      if (collector.isFull) yield collector.take(false);
    }
  } else {
    for (const row of rows) {
      collector.add(row);
      if (collector.isFull) yield collector.take(false);
    }
  }
  yield collector.take(true);
}

async function* chunksOfAsync(rows: AsyncIterable<SqlParameters>): AsyncGenerator<ParameterChunk, undefined> {
  const collector = new RowCollector(WINDOW);
  for await (const row of rows) {
    collector.add(row);
    if (collector.isFull) yield collector.take(false);
  }
  yield collector.take(true);
}
