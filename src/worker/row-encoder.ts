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
  #bigIntegers = new BigInt64Array(this.#numbers.bytes.buffer);
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
   * Adds the row that a statement stands on. All state is in local variables meanwhile: that makes it a third quicker.
   *
   * @throws SqliteError `SQLITE_NOMEM` when SQLite finds no memory to convert a value; the batch must then be dropped
   */
  addRow(statement: StatementPointer, columnCount: number): void {
    const capi = this.#capi;
    this.#types.reserve(columnCount);
    let numberIndex = this.#numbers.size >>> 3;
    let lengthIndex = this.#lengths.size >>> 2;
    if (numberIndex + columnCount > this.#numberView.length) this.#growNumbers(columnCount);
    if (lengthIndex + columnCount > this.#lengthView.length) this.#growLengths(columnCount);
    const types = this.#types.bytes;
    const numbers = this.#numberView;
    const lengths = this.#lengthView;
    const text = this.#text;
    const allBigInts = this.#allBigInts;
    const typeStart = this.#types.size;
    for (let column = 0; column < columnCount; column++) {
      let type: CellType = CellType.Null;
      switch (capi.sqlite3_column_type(statement, column)) {
        case INTEGER: {
          // An integer beyond 2^53 shows as a double that is not safe: only those pay for a bigint.
          const value = capi.sqlite3_column_double(statement, column);
          if (allBigInts || !Number.isSafeInteger(value)) {
            type = CellType.BigInteger;
            this.#bigIntegers[numberIndex++] = capi.sqlite3_column_int64(statement, column);
          } else {
            type = CellType.Number;
            numbers[numberIndex++] = value;
          }
          break;
        }
        case FLOAT:
          type = CellType.Number;
          numbers[numberIndex++] = capi.sqlite3_column_double(statement, column);
          break;
        case TEXT: {
          type = CellType.Text;
          // The text first: asking for it may convert, and the length is that of the converted text.
          const address = capi.sqlite3_column_text(statement, column);
          const length = capi.sqlite3_column_bytes(statement, column);
          if (address === 0) throw this.#outOfMemory(statement);
          lengths[lengthIndex++] = text.add(capi.heap.u8, address, length);
          break;
        }
        case BLOB:
          type = CellType.Blob;
          lengths[lengthIndex++] = this.#addBlob(statement, column);
      }
      types[typeStart + column] = type;
    }
    this.#types.size = typeStart + columnCount;
    this.#numbers.size = numberIndex << 3;
    this.#lengths.size = lengthIndex << 2;
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
    this.#viewNumbers();
    this.#viewLengths();
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
    // Emptying may have given memory back.
    this.#viewNumbers();
    this.#viewLengths();
    this.#rowCount = 0;
    return buffer;
  }

  #growNumbers(count: number): void {
    this.#numbers.reserve(count * 8);
    this.#viewNumbers();
  }

  #growLengths(count: number): void {
    this.#lengths.reserve(count * 4);
    this.#viewLengths();
  }

  #viewNumbers(): void {
    const { buffer } = this.#numbers.bytes;
    if (this.#numberView.buffer === buffer) return;
    this.#numberView = new Float64Array(buffer);
    this.#bigIntegers = new BigInt64Array(buffer);
  }

  #viewLengths(): void {
    const { buffer } = this.#lengths.bytes;
    if (this.#lengthView.buffer !== buffer) this.#lengthView = new Uint32Array(buffer);
  }

  /** @returns its length in bytes */
  #addBlob(statement: StatementPointer, column: number): number {
    const capi = this.#capi;
    const address = capi.sqlite3_column_blob(statement, column);
    const length = capi.sqlite3_column_bytes(statement, column);
    // Only an empty blob has no address.
    if (address === 0 && length > 0) throw this.#outOfMemory(statement);
    this.#blobs.reserve(length);
    this.#blobs.bytes.set(capi.heap.bytes(address, length), this.#blobs.size);
    this.#blobs.size += length;
    return length;
  }

  #outOfMemory(statement: StatementPointer): Error {
    return sqliteError(this.#capi, ResultCode.SQLITE_NOMEM, this.#capi.sqlite3_db_handle(statement));
  }
}
