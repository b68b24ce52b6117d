import type { CursorRows } from "../protocol/index.js";
import type { BatchReader } from "./batch-reader.js";
import { ownError } from "./own-error.js";
import { released } from "./released.js";

/**
 * The rows of a query, read while they are used: the worker is one batch ahead at most. `for await` over it gives rows,
 * over {@link RowStream.batches} arrays of them. Leaving the loop early stops the statement. It can be read once.
 *
 * @example
 * for await (const { id, text } of db.stream("SELECT id, text FROM note")) {
 *   if (text === "stop") break;
 * }
 */
export interface RowStream<Row> extends AsyncIterable<Row> {
  [Symbol.asyncIterator](): AsyncIterableIterator<Row>;

  /**
   * The rows in arrays, as they come: fewer promises where there are many rows.
   *
   * @example
   * for await (const rows of db.stream("SELECT * FROM note").batches()) show(rows);
   */
  batches(): AsyncIterableIterator<Row[]>;
}

/** Reads rows out of batches. */
export class CursorStream<Row> implements RowStream<Row> {
  readonly #reader: BatchReader;
  readonly #decode: (batch: CursorRows) => Row[];
  #isRead = false;

  /** @param decode - makes rows of a batch */
  constructor(reader: BatchReader, decode: (batch: CursorRows) => Row[]) {
    this.#reader = reader;
    this.#decode = decode;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Row> {
    const batches = this.batches();
    let rows: Row[] = [];
    let index = 0;
    // One after the other, also for those who ask for the next before they have the last.
    let turn: Promise<unknown> | undefined;
    const advance = async (): Promise<IteratorResult<Row, undefined>> => {
      while (index >= rows.length) {
        const { done, value } = await batches.next();
        if (done === true) return { done, value: undefined };
        rows = value;
        index = 0;
      }
      return { done: false, value: rows[index++] as Row };
    };
    return {
      next() {
        if (turn === undefined && index < rows.length) {
          return Promise.resolve({ done: false, value: rows[index++] as Row });
        }
        const next: Promise<IteratorResult<Row, undefined>> = (turn ?? Promise.resolve()).then(
          advance,
          advance,
        );
        const settled = next
          .then(
            () => undefined,
            () => undefined,
          )
          .then(() => {
            if (turn === settled) turn = undefined;
          });
        turn = settled;
        return next;
      },
      async return() {
        rows = [];
        index = 0;
        await batches.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  batches(): AsyncIterableIterator<Row[]> {
    if (this.#isRead) throw ownError("SQLITE_MISUSE", "a stream can be read once only");
    this.#isRead = true;
    const reader = this.#reader;
    const decode = this.#decode;
    const iterator: AsyncIterableIterator<Row[]> = {
      async next() {
        for (;;) {
          const batch = await reader.next();
          if (batch === undefined) return { done: true, value: undefined };
          const rows = decode(batch);
          if (rows.length > 0) return { done: false, value: rows };
        }
      },
      async return() {
        reader.close();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    // Who drops the iterator without a word would leave the statement open.
    released(iterator, () => reader.close());
    return iterator;
  }
}
