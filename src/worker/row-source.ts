import type { Capi, StatementPointer } from "../capi/index.js";
import type { Statement } from "../oo1/index.js";
import type { CursorRows, FirstRow, QueryPayload, SqlValue } from "../protocol/index.js";
import { readCString } from "../wasm/index.js";
import { bindParameters } from "./bind-parameters.js";
import type { Cursor } from "./cursor.js";
import type { Interruption } from "./interruption.js";
import { RowEncoder } from "./row-encoder.js";
import type { Steps } from "./steps.js";

/**
 * Bytes after which a batch of rows is sent off. Larger ones cost the same (100,000 rows of five columns are read and
 * encoded in 40 ms in Node), while the main thread would begin to decode later and work longer at a time.
 */
const BATCH_SIZE = 256 * 1024;

/** `SQLITE_STMTSTATUS_REPREPARE`. @see https://www.sqlite.org/c3ref/c_stmtstatus_counter.html */
const REPREPARE = 5;

/** SQLite's fundamental type of integers. */
const INTEGER = 1;

/** Names that a statement's columns had after so many times that SQLite prepared it anew. */
interface ColumnNames {
  readonly preparations: number;
  readonly names: readonly string[];
}

/** Reads the rows of statements, batch by batch. */
export class RowSource {
  readonly #capi: Capi;
  readonly #interruption: Interruption;
  readonly #encoder: RowEncoder;
  readonly #columns = new WeakMap<Statement, ColumnNames>();

  constructor(capi: Capi, interruption: Interruption) {
    this.#capi = capi;
    this.#interruption = interruption;
    this.#encoder = new RowEncoder(capi);
  }

  /** Runs a statement up to its first row. @throws SqliteError, TypeError, RangeError */
  *begin(
    statement: Statement,
    payload: Omit<QueryPayload, "depth">,
    batchSize = Number.POSITIVE_INFINITY,
  ): Steps<Cursor> {
    const { sql, parameters, allBigInts = false } = payload;
    bindParameters(statement, parameters);
    const hasRow = this.#interruption.mustPause
      ? ((yield this.#interruption.step(statement)) as boolean)
      : statement.step();
    // Only now: after a change of the schema the first step prepares the statement anew.
    const columns = this.columnNames(statement);
    return { sql, statement, columns, allBigInts, batchSize, hasRow };
  }

  /** Reads all rows into one batch. @throws SqliteError */
  wholeBatch(cursor: Cursor): Steps<CursorRows> {
    return this.nextBatch(cursor, Number.POSITIVE_INFINITY);
  }

  /** Reads on. @throws SqliteError */
  *nextBatch(cursor: Cursor, byteLimit = BATCH_SIZE): Steps<CursorRows> {
    const { statement, columns, allBigInts, batchSize } = cursor;
    const { pointer } = statement;
    const { mustPause } = this.#interruption;
    const encoder = this.#encoder;
    encoder.begin(columns.length, allBigInts);
    while (cursor.hasRow) {
      if (encoder.size >= byteLimit || encoder.rowCount >= batchSize) {
        return { columns, buffer: encoder.takeBatch(), isLast: false };
      }
      if (mustPause) {
        encoder.addRow(pointer);
        cursor.hasRow = (yield this.#interruption.step(statement)) as boolean;
      } else {
        cursor.hasRow = statement.stepped(encoder.addRows(pointer, batchSize, byteLimit));
      }
    }
    return { columns, buffer: encoder.takeBatch(), isLast: true };
  }

  /** Runs a statement up to its first row. @throws as {@link begin} */
  *first(statement: Statement, payload: QueryPayload): Steps<FirstRow> {
    const { columns, hasRow, allBigInts } = yield* this.begin(statement, payload);
    if (!hasRow) return { columns, values: null };
    const values = statement.get([]);
    if (allBigInts) this.#widenIntegers(statement.pointer, values);
    return { columns, values };
  }

  #widenIntegers(statement: StatementPointer, values: SqlValue[]): void {
    for (const [column, value] of values.entries()) {
      const isInteger = this.#capi.sqlite3_column_type(statement, column) === INTEGER;
      if (isInteger) values[column] = BigInt(value as number | bigint);
    }
  }

  /** Gives back what it holds of the engine. */
  dispose(): void {
    this.#encoder.dispose();
  }

  /** Names of a statement's columns. They are read once, and again when SQLite has prepared the statement anew. */
  columnNames(statement: Statement): readonly string[] {
    const preparations = this.#capi.sqlite3_stmt_status(statement.pointer, REPREPARE, 0);
    const known = this.#columns.get(statement);
    if (known?.preparations === preparations) return known.names;
    const names = this.#readColumnNames(statement.pointer);
    this.#columns.set(statement, { preparations, names });
    return names;
  }

  #readColumnNames(statement: StatementPointer): string[] {
    const { heap } = this.#capi;
    const names: string[] = [];
    const columnCount = this.#capi.sqlite3_column_count(statement);
    for (let column = 0; column < columnCount; column++) {
      names.push(readCString(heap, this.#capi.sqlite3_column_name(statement, column)) ?? "");
    }
    return names;
  }
}
