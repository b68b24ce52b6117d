import { ResultCode } from "../base/index.js";
import { type Capi, type StatementPointer, sqliteError } from "../capi/index.js";
import { BatchHeader, CellType } from "../protocol/index.js";
import { Section } from "./section.js";
import { TextSection } from "./text-section.js";

/** SQLite's fundamental types, fixed for ever by its file format. */
const INTEGER = 1;
const FLOAT = 2;
const TEXT = 3;
const BLOB = 4;

/**
 * Gathers rows of one statement at a time into batches for the main thread, as `row-layout.ts` draws them. Texts and
 * blobs are copied straight out of wasm memory; nothing is allocated per cell but the bigint of an integer beyond 2^53.
 */
export class RowEncoder {
  readonly #capi: Capi;
  readonly #numbers = new Section();
  readonly #lengths = new Section();
  readonly #types = new Section();
  readonly #text = new TextSection();
  readonly #blobs = new Section();
  #numberView = new Float64Array(this.#numbers.bytes.buffer);
  #lengthView = new Uint32Array(this.#lengths.bytes.buffer);
  #rowCount = 0;
  #allBigInts = false;

  constructor(capi: Capi) {
    this.#capi = capi;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Bytes gathered so far. */
  get size(): number {
    return this.#numbers.size + this.#lengths.size + this.#types.size + this.#text.size + this.#blobs.size;
  }

  /**
   * Adds the row that a statement stands on.
   *
   * @throws SqliteError `SQLITE_NOMEM` when SQLite finds no memory to convert a value; the batch must then be dropped
   */
  addRow(statement: StatementPointer, columnCount: number): void {
    this.#types.reserve(columnCount);
    this.#reserveNumbers(columnCount);
    this.#reserveLengths(columnCount);
    const types = this.#types.bytes;
    for (let column = 0; column < columnCount; column++) {
      types[this.#types.size++] = this.#addCell(statement, column);
    }
    this.#rowCount++;
  }

  /**
   * Begins a batch. Rows that a failure has left are dropped.
   *
   * @param allBigInts - every INTEGER as bigint, not only those beyond ±(2^53-1)
   */
  begin(allBigInts: boolean): void {
    this.#allBigInts = allBigInts;
    for (const section of [this.#numbers, this.#lengths, this.#types, this.#text, this.#blobs]) {
      section.clear();
    }
    this.#rowCount = 0;
  }

  /**
   * Makes a batch of the rows gathered, and starts the next.
   *
   * @returns a buffer of its own, to be transferred
   */
  takeBatch(columnCount: number): ArrayBuffer {
    const buffer = new ArrayBuffer(BatchHeader.byteLength + this.size);
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    header[BatchHeader.rowCount] = this.#rowCount;
    header[BatchHeader.columnCount] = columnCount;
    header[BatchHeader.numberCount] = this.#numbers.size >>> 3;
    header[BatchHeader.lengthCount] = this.#lengths.size >>> 2;
    header[BatchHeader.textSize] = this.#text.size;
    header[BatchHeader.blobSize] = this.#blobs.size;
    const target = new Uint8Array(buffer);
    let offset = BatchHeader.byteLength;
    for (const section of [this.#numbers, this.#lengths, this.#types, this.#text, this.#blobs]) {
      const { size } = section;
      section.drainTo(target, offset);
      offset += size;
    }
    this.#rowCount = 0;
    return buffer;
  }

  #reserveNumbers(count: number): void {
    this.#numbers.reserve(count * 8);
    const { buffer } = this.#numbers.bytes;
    if (this.#numberView.buffer !== buffer) this.#numberView = new Float64Array(buffer);
  }

  #reserveLengths(count: number): void {
    this.#lengths.reserve(count * 4);
    const { buffer } = this.#lengths.bytes;
    if (this.#lengthView.buffer !== buffer) this.#lengthView = new Uint32Array(buffer);
  }

  #addCell(statement: StatementPointer, column: number): CellType {
    const capi = this.#capi;
    switch (capi.sqlite3_column_type(statement, column)) {
      case INTEGER: {
        // An integer beyond 2^53 shows as a double that is not safe: only those pay for a bigint.
        const value = capi.sqlite3_column_double(statement, column);
        if (this.#allBigInts || !Number.isSafeInteger(value)) {
          return this.#addBigInteger(capi.sqlite3_column_int64(statement, column));
        }
        this.#addNumber(value);
        return CellType.Number;
      }
      case FLOAT:
        this.#addNumber(capi.sqlite3_column_double(statement, column));
        return CellType.Number;
      case TEXT: {
        // The text first: asking for it may convert, and the length is that of the converted text.
        const address = capi.sqlite3_column_text(statement, column);
        const length = capi.sqlite3_column_bytes(statement, column);
        if (address === 0) throw this.#outOfMemory(statement);
        this.#addLength(this.#text.add(capi.heap.u8, address, length));
        return CellType.Text;
      }
      case BLOB: {
        const address = capi.sqlite3_column_blob(statement, column);
        const length = capi.sqlite3_column_bytes(statement, column);
        // Only an empty blob has no address.
        if (address === 0 && length > 0) throw this.#outOfMemory(statement);
        this.#addLength(length);
        this.#blobs.reserve(length);
        this.#blobs.bytes.set(capi.heap.bytes(address, length), this.#blobs.size);
        this.#blobs.size += length;
        return CellType.Blob;
      }
      default:
        return CellType.Null;
    }
  }

  #addNumber(value: number): void {
    this.#numberView[this.#numbers.size >>> 3] = value;
    this.#numbers.size += 8;
  }

  #addBigInteger(value: bigint): CellType {
    new DataView(this.#numbers.bytes.buffer).setBigInt64(this.#numbers.size, value, true);
    this.#numbers.size += 8;
    return CellType.BigInteger;
  }

  #addLength(length: number): void {
    this.#lengthView[this.#lengths.size >>> 2] = length;
    this.#lengths.size += 4;
  }

  #outOfMemory(statement: StatementPointer): Error {
    return sqliteError(this.#capi, ResultCode.SQLITE_NOMEM, this.#capi.sqlite3_db_handle(statement));
  }
}
