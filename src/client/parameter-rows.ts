import { located } from "./located.js";
import { ParameterBatch } from "./parameter-batch.js";
import { isPlainObject, type SqlParameters } from "./parameters.js";

/** Bytes after which rows are sent off, while more of them are read: few at first, so that the worker begins early. */
const FIRST_SIZE = 8_192;
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
  #batch: ParameterBatch | undefined;
  #size: number;

  /** @param size - bytes of the first chunk, roughly */
  constructor(size: number) {
    this.#size = size;
  }

  get isFull(): boolean {
    return this.#batch !== undefined && this.#batch.size >= this.#size;
  }

  /**
   * Adds rows until it is full; at least one.
   *
   * @param from - the first of them
   * @returns the first of those that are left
   * @throws TypeError, RangeError that names the row
   */
  add(rows: readonly unknown[], from = 0): number {
    let next = from;
    do {
      const first = next;
      if (this.#batch?.names === null) next = this.#batch.addRows(rows, next, this.#size);
      // The very first row, one that is an object, or one that cannot be.
      if (next === first) this.#addAlone(rows[next++]);
    } while (next < rows.length && !this.isFull);
    return next;
  }

  take(isLast: boolean): ParameterChunk {
    const batch = this.#batch ?? new ParameterBatch(0, null);
    this.#size = Math.max(this.#size, CHUNK_SIZE);
    return { names: batch.names, buffer: batch.take(), isLast };
  }

  #addAlone(row: unknown): void {
    const isArray = Array.isArray(row);
    const refuse = (form: string) =>
      located(`row ${(this.#batch?.rowCount ?? 0) + 1}`, new TypeError(`it must be ${form}`));
    if (!isArray && !isPlainObject(row)) throw refuse("an array or a plain object");
    const names = isArray ? null : Object.keys(row);
    const { length } = names ?? (row as readonly unknown[]);
    this.#batch ??= new ParameterBatch(length, names);
    const { names: expected, columnCount } = this.#batch;
    const isMissing = (name: string) => !Object.hasOwn(row, name);
    if (isArray !== (expected === null) || length !== columnCount || expected?.some(isMissing)) {
      const form =
        expected === null ? `an array of ${columnCount} values` : `an object of ${expected.join(", ")}`;
      throw refuse(`${form} like the first`);
    }
    const values = isArray ? row : expected?.map((name) => (row as Readonly<Record<string, unknown>>)[name]);
    this.#batch.addRows([values], 0, 0);
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
 * @param isLimited - whether time or progress of each chunk is looked at, which is better done less often
 * @throws TypeError, RangeError
 */
export function chunkRows(rows: Iterable<SqlParameters>, size: number, isLimited: boolean): ChunkedRows {
  const rest = chunksOf(rows, isLimited ? WINDOW : FIRST_SIZE);
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

/** Closes the source of rows that are not read to their end. Never rejects: why they are not is the news. */
export async function closeRows({ rest }: ChunkedRows): Promise<void> {
  try {
    await rest.return?.();
  } catch {}
}

function* chunksOf(rows: Iterable<SqlParameters>, size: number): Generator<ParameterChunk, undefined> {
  const collector = new RowCollector(size);
  if (Array.isArray(rows)) {
    // By index: a generator's own loop stays slow.
    for (let next = 0; next < rows.length; ) {
      next = collector.add(rows, next);
      if (collector.isFull) yield collector.take(false);
    }
  } else {
    for (const row of rows) {
      collector.add([row]);
      if (collector.isFull) yield collector.take(false);
    }
  }
  yield collector.take(true);
}

async function* chunksOfAsync(rows: AsyncIterable<SqlParameters>): AsyncGenerator<ParameterChunk, undefined> {
  const collector = new RowCollector(WINDOW);
  for await (const row of rows) {
    collector.add([row]);
    if (collector.isFull) yield collector.take(false);
  }
  yield collector.take(true);
}
