import { decodeUtf8 } from "../base/index.js";
import { BatchHeader, CellType, REPEATED } from "./row-layout.js";
import type { SqlValue } from "./values.js";

/** The words of a header, as `BatchHeader` lists them. */
type HeaderWords = readonly [number, number, number, number, number, number];

/** Moves through the cells of one batch, forwards. */
export class CellReader {
  readonly rowCount: number;
  readonly columnCount: number;
  /** A `CellType` for each cell, row by row. */
  readonly types: Uint8Array;
  readonly numbers: Float64Array;
  readonly #bigIntegers: BigInt64Array;
  readonly #lengths: Uint32Array;
  readonly #text: string;
  readonly #blobs: Uint8Array<ArrayBuffer>;
  /** The last text of each column. */
  readonly #lastTexts: string[] = [];
  #cell = 0;
  #number = 0;
  #length = 0;
  #textStart = 0;
  #blobStart = 0;

  constructor(buffer: ArrayBuffer) {
    const header: unknown = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    const [rowCount, columnCount, numberCount, lengthCount, textSize, blobSize] = header as HeaderWords;
    this.rowCount = rowCount;
    this.columnCount = columnCount;
    const cellCount = rowCount * columnCount;
    const lengthsAt = BatchHeader.byteLength + numberCount * 8;
    const typesAt = lengthsAt + lengthCount * 4;
    const textAt = typesAt + cellCount;
    this.numbers = new Float64Array(buffer, BatchHeader.byteLength, numberCount);
    this.#bigIntegers = new BigInt64Array(buffer, BatchHeader.byteLength, numberCount);
    this.#lengths = new Uint32Array(buffer, lengthsAt, lengthCount);
    this.types = new Uint8Array(buffer, typesAt, cellCount);
    this.#text = decodeUtf8(new Uint8Array(buffer, textAt, textSize));
    this.#blobs = new Uint8Array(buffer, textAt + textSize, blobSize);
  }

  /** @param column - of the cell: 0, 1 and so on, and again from 0 */
  next(column: number): SqlValue {
    return this.take(this.types[this.#cell++] as number, column);
  }

  /** Takes the next value of a type, for who passes over cells of other types. */
  take(type: number, column: number): SqlValue {
    switch (type) {
      case CellType.Number:
        return this.numbers[this.#number++] as number;
      case CellType.Text: {
        const length = this.#lengths[this.#length++] as number;
        if (length === REPEATED) return this.#lastTexts[column] as string;
        const start = this.#textStart;
        this.#textStart = start + length;
        const text = this.#text.slice(start, this.#textStart);
        this.#lastTexts[column] = text;
        return text;
      }
      case CellType.BigInteger:
        return this.#bigIntegers[this.#number++] as bigint;
      case CellType.Blob: {
        const start = this.#blobStart;
        this.#blobStart = start + (this.#lengths[this.#length++] as number);
        return this.#blobs.slice(start, this.#blobStart);
      }
      default:
        return null;
    }
  }
}
