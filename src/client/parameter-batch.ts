import { encodeUtf8, encodeUtf8Into } from "../base/index.js";
import { BatchHeader, CellType, type WireValue } from "../protocol/index.js";
import { located } from "./located.js";
import { encodeValue } from "./parameters.js";

const INITIAL_CELLS = 4096;
const INITIAL_BYTES = 16_384;

/**
 * Rows of parameters on their way into one buffer; `protocol/row-layout.ts` draws it. All texts are encoded at once: for one after
 * the other the calls would cost more than the work.
 */
export class ParameterBatch {
  readonly columnCount: number;
  /** Of the columns; `null` where they have positions. */
  readonly names: readonly string[] | null;
  /** Rows that have been taken out. */
  #takenCount = 0;
  #rowCount = 0;
  #numbers = new Float64Array(INITIAL_CELLS);
  #numberCount = 0;
  /** Of texts in UTF-16 code units, as long as it is not known that they have other characters than those of ASCII. */
  #lengths = new Uint32Array(INITIAL_CELLS);
  #lengthCount = 0;
  #types = new Uint8Array(INITIAL_CELLS);
  #cellCount = 0;
  #texts: string[] = [];
  #textLength = 0;
  #text = new Uint8Array(INITIAL_BYTES);
  #blobs = new Uint8Array(INITIAL_BYTES);
  #blobSize = 0;

  constructor(columnCount: number, names: readonly string[] | null) {
    this.columnCount = columnCount;
    this.names = names;
  }

  /** Rows added in all. */
  get rowCount(): number {
    return this.#takenCount + this.#rowCount;
  }

  /** Bytes so far, nearly. */
  get size(): number {
    return (
      this.#numberCount * 8 + this.#lengthCount * 4 + this.#cellCount + this.#textLength + this.#blobSize
    );
  }

  /**
   * Adds rows until there is enough, or one comes that is no array with a value for each column.
   *
   * @param from - the first of them
   * @param limit - bytes that are enough
   * @returns the first of those that are left
   * @throws as `encodeValue` does, here or in {@link take}, with the row; this batch is of no use then
   */
  addRows(rows: readonly unknown[], from: number, limit: number): number {
    const { columnCount } = this;
    // Most calls are over before the browser has compiled this: locals are what an interpreter is quickest with.
    const texts = this.#texts;
    let numbers = this.#numbers;
    let lengths = this.#lengths;
    let types = this.#types;
    let numberCount = this.#numberCount;
    let lengthCount = this.#lengthCount;
    let cell = this.#cellCount;
    let textLength = this.#textLength;
    let next = from;
    while (next < rows.length) {
      const row = rows[next];
      if (!Array.isArray(row) || row.length !== columnCount) break;
      next++;
      if (types.length - cell < columnCount) {
        this.#grow(cell + columnCount);
        numbers = this.#numbers;
        lengths = this.#lengths;
        types = this.#types;
      }
      for (let column = 0; column < columnCount; column++) {
        const value: unknown = row[column];
        if (typeof value === "number" && !Number.isNaN(value)) {
          types[cell++] = CellType.Number;
          numbers[numberCount++] = value;
        } else if (typeof value === "string") {
          types[cell++] = CellType.Text;
          lengths[lengthCount++] = value.length;
          textLength += value.length;
          texts.push(value);
        } else {
          const checked = this.#encode(value, column, next - from);
          if (checked === null) types[cell++] = CellType.Null;
          else if (typeof checked === "boolean") {
            types[cell++] = CellType.Number;
            numbers[numberCount++] = checked ? 1 : 0;
          } else if (typeof checked === "bigint") {
            types[cell++] = CellType.BigInteger;
            new BigInt64Array(numbers.buffer)[numberCount++] = checked;
          } else {
            types[cell++] = CellType.Blob;
            // All other values have had their turn.
            lengths[lengthCount++] = this.#addBlob(checked as Uint8Array);
          }
        }
      }
      if (numberCount * 8 + lengthCount * 4 + cell + textLength + this.#blobSize >= limit) break;
    }
    this.#numberCount = numberCount;
    this.#lengthCount = lengthCount;
    this.#cellCount = cell;
    this.#textLength = textLength;
    this.#rowCount += next - from;
    return next;
  }

  /**
   * Takes all rows out.
   *
   * @returns a buffer of its own, to be transferred
   * @throws RangeError for a text that is not well-formed
   */
  take(): ArrayBuffer {
    const length = this.#textLength;
    // Three bytes for each code unit always suffice.
    if (this.#text.length < length * 3) this.#text = new Uint8Array(length * 3);
    const { written: textSize } = encodeUtf8Into(this.#texts.join(""), this.#text);
    if (textSize !== length) this.#countBytes();
    const numberSize = this.#numberCount * 8;
    const lengthsAt = BatchHeader.byteLength + numberSize;
    const typesAt = lengthsAt + this.#lengthCount * 4;
    const textAt = typesAt + this.#cellCount;
    const blobAt = textAt + textSize;
    const buffer = new ArrayBuffer(blobAt + this.#blobSize);
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    header[BatchHeader.rowCount] = this.#rowCount;
    header[BatchHeader.columnCount] = this.columnCount;
    header[BatchHeader.numberCount] = this.#numberCount;
    header[BatchHeader.lengthCount] = this.#lengthCount;
    header[BatchHeader.textSize] = textSize;
    header[BatchHeader.blobSize] = this.#blobSize;
    const bytes = new Uint8Array(buffer);
    bytes.set(new Uint8Array(this.#numbers.buffer, 0, numberSize), BatchHeader.byteLength);
    bytes.set(new Uint8Array(this.#lengths.buffer, 0, this.#lengthCount * 4), lengthsAt);
    bytes.set(this.#types.subarray(0, this.#cellCount), typesAt);
    bytes.set(this.#text.subarray(0, textSize), textAt);
    bytes.set(this.#blobs.subarray(0, this.#blobSize), blobAt);
    this.#takenCount += this.#rowCount;
    this.#rowCount = this.#numberCount = this.#lengthCount = this.#cellCount = 0;
    this.#texts = [];
    this.#textLength = this.#blobSize = 0;
    return buffer;
  }

  /** Makes lengths of texts lengths in bytes. @throws RangeError for a text that is not well-formed: ASCII always is */
  #countBytes(): void {
    let lengthIndex = 0;
    let textIndex = 0;
    for (let cell = 0; cell < this.#cellCount; cell++) {
      const type = this.#types[cell];
      if (type === CellType.Text) {
        const text = this.#texts[textIndex++] as string;
        this.#encode(text, cell % this.columnCount, Math.floor(cell / this.columnCount) + 1 - this.#rowCount);
        this.#lengths[lengthIndex] = encodeUtf8(text).length;
      }
      if (type === CellType.Text || type === CellType.Blob) lengthIndex++;
    }
  }

  /** @param row - from 1, beyond those that are counted already */
  #encode(value: unknown, column: number, row: number): WireValue {
    try {
      return encodeValue(value, this.names?.[column] ?? column + 1);
    } catch (error) {
      throw located(`row ${this.rowCount + row}`, error);
    }
  }

  /** @returns its bytes */
  #addBlob(bytes: Uint8Array): number {
    while (this.#blobs.length - this.#blobSize < bytes.length) this.#blobs = grown(this.#blobs, Uint8Array);
    this.#blobs.set(bytes, this.#blobSize);
    this.#blobSize += bytes.length;
    return bytes.length;
  }

  /** Makes room for so many cells, of whatever types. */
  #grow(count: number): void {
    while (this.#types.length < count) {
      this.#types = grown(this.#types, Uint8Array);
      this.#numbers = grown(this.#numbers, Float64Array);
      this.#lengths = grown(this.#lengths, Uint32Array);
    }
  }
}

/** @returns twice the elements, the first of them those of `array` */
function grown<Numbers extends Float64Array | Uint32Array | Uint8Array>(
  array: Numbers,
  Constructor: new (length: number) => Numbers,
): Numbers {
  const larger = new Constructor(array.length * 2);
  larger.set(array);
  return larger;
}
