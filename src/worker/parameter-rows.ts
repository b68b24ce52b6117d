import { ResultCode } from "../base/index.js";
import { type Capi, type StatementPointer, sqliteError } from "../capi/index.js";
import { BatchHeader, CellType } from "../protocol/index.js";
import { type FunctionPointer, NULL, type Pointer } from "../wasm/index.js";

/**
 * Binds one row of parameters after the other, straight from the buffer that they came in: its texts and blobs are copied
 * into wasm memory once, and SQLite reads them there. Allocates nothing per row, but the bigint of an integer beyond 32
 * bits.
 */
export class ParameterRows {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly #capi: Capi;
  readonly #numbers: Float64Array;
  readonly #bigIntegers: BigInt64Array;
  readonly #lengths: Uint32Array;
  readonly #types: Uint8Array;
  readonly #bytes: Pointer;
  #cell = 0;
  #number = 0;
  #length = 0;
  #text: number;
  #blob: number;

  /**
   * @param buffer - as `row-layout.ts` draws, with lengths of texts in bytes
   * @throws SqliteError `SQLITE_NOMEM`; RangeError when the buffer is shorter than its header says
   */
  constructor(capi: Capi, buffer: ArrayBuffer) {
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    const word = (index: number) => header[index] as number;
    this.#capi = capi;
    this.rowCount = word(BatchHeader.rowCount);
    this.columnCount = word(BatchHeader.columnCount);
    const numberCount = word(BatchHeader.numberCount);
    const lengthsAt = BatchHeader.byteLength + numberCount * 8;
    const typesAt = lengthsAt + word(BatchHeader.lengthCount) * 4;
    const cellCount = this.rowCount * this.columnCount;
    const bytes = new Uint8Array(
      buffer,
      typesAt + cellCount,
      word(BatchHeader.textSize) + word(BatchHeader.blobSize),
    );
    this.#numbers = new Float64Array(buffer, BatchHeader.byteLength, numberCount);
    this.#bigIntegers = new BigInt64Array(buffer, BatchHeader.byteLength, numberCount);
    this.#lengths = new Uint32Array(buffer, lengthsAt, word(BatchHeader.lengthCount));
    this.#types = new Uint8Array(buffer, typesAt, cellCount);
    // One byte more, so that an empty text has an address: without one it would be NULL.
    this.#bytes = capi.sqlite3_malloc(bytes.length + 1);
    if (this.#bytes === 0) throw sqliteError(capi, ResultCode.SQLITE_NOMEM, NULL);
    capi.heap.u8.set(bytes, this.#bytes);
    this.#text = this.#bytes;
    this.#blob = this.#bytes + word(BatchHeader.textSize);
  }

  /**
   * Binds the next row.
   *
   * @param positions - parameter of each column
   * @throws SqliteError `SQLITE_TOOBIG`, `SQLITE_NOMEM`
   */
  bindNext(statement: StatementPointer, positions: Uint32Array): void {
    const columnCount = this.columnCount;
    for (let column = 0; column < columnCount; column++) {
      const code = this.#bind(statement, positions[column] as number);
      if (code !== ResultCode.SQLITE_OK) {
        throw sqliteError(this.#capi, code, this.#capi.sqlite3_db_handle(statement));
      }
    }
  }

  /** Frees the copies of texts and blobs; nothing may be bound to them any more. */
  dispose(): void {
    this.#capi.sqlite3_free(this.#bytes);
  }

  #bind(statement: StatementPointer, position: number): number {
    const capi = this.#capi;
    switch (this.#types[this.#cell++]) {
      case CellType.Number: {
        const value = this.#numbers[this.#number++] as number;
        if ((value | 0) === value) return capi.sqlite3_bind_int(statement, position, value);
        return Number.isSafeInteger(value)
          ? capi.sqlite3_bind_int64(statement, position, BigInt(value))
          : capi.sqlite3_bind_double(statement, position, value);
      }
      case CellType.Text: {
        const address = this.#text as Pointer;
        const length = this.#lengths[this.#length++] as number;
        this.#text += length;
        return capi.sqlite3_bind_text(statement, position, address, length, this.#isStatic);
      }
      case CellType.BigInteger:
        return capi.sqlite3_bind_int64(statement, position, this.#bigIntegers[this.#number++] as bigint);
      case CellType.Blob: {
        const address = this.#blob as Pointer;
        const length = this.#lengths[this.#length++] as number;
        this.#blob += length;
        return capi.sqlite3_bind_blob(statement, position, address, length, this.#isStatic);
      }
      default:
        return capi.sqlite3_bind_null(statement, position);
    }
  }

  get #isStatic(): FunctionPointer {
    return this.#capi.constants.SQLITE_STATIC as FunctionPointer;
  }
}
