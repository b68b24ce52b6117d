import { encodeUtf8Into, utf8Length } from "../base/index.js";
import { BatchHeader, CellType } from "../protocol/index.js";
import { encodeValue } from "./parameters.js";

const INITIAL_CELLS = 4096;
const INITIAL_BYTES = 16_384;

/**
 * Rows of parameters on their way into one buffer; `protocol/row-layout.ts` draws it. All texts are encoded at once: for one after
 * the other the calls would cost more than the work.
 */
export class ParameterBatch {
  readonly columnCount: number;
  readonly #names: readonly string[] | null;
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

  /** @param names - of the columns, for errors; `null` where they have positions */
  constructor(columnCount: number, names: readonly string[] | null) {
    this.columnCount = columnCount;
    this.#names = names;
  }

  /** Bytes so far, nearly. */
  get size(): number {
    return (
      this.#numberCount * 8 + this.#lengthCount * 4 + this.#cellCount + this.#textLength + this.#blobSize
    );
  }

  /**
   * Adds a row.
   *
   * @param values - as many as there are columns
   * @throws as `encodeValue` does, here or in {@link take}; this batch is of no use then
   */
  addRow(values: readonly unknown[]): void {
    const { columnCount } = this;
    this.#reserve(columnCount);
    // Many calls are over before the browser has compiled this: locals are what an interpreter is quickest with.
    const numbers = this.#numbers;
    const lengths = this.#lengths;
    const types = this.#types;
    let numberCount = this.#numberCount;
    let lengthCount = this.#lengthCount;
    let cell = this.#cellCount;
    for (let index = 0; index < columnCount; index++) {
      const value = values[index];
      if (typeof value === "number" && !Number.isNaN(value)) {
        types[cell++] = CellType.Number;
        numbers[numberCount++] = value;
      } else if (typeof value === "string") {
        types[cell++] = CellType.Text;
        lengths[lengthCount++] = value.length;
        this.#textLength += value.length;
        this.#texts.push(value);
      } else {
        const checked = encodeValue(value, this.#parameter(index));
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
    this.#numberCount = numberCount;
    this.#lengthCount = lengthCount;
    this.#cellCount = cell;
    this.#rowCount++;
  }

  /**
   * Takes all rows out.
   *
   * @returns a buffer of its own, to be transferred
   * @throws RangeError for a text that is not well-formed
   */
  take(): ArrayBuffer {
    const textSize = this.#encodeTexts();
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

  /** @returns bytes */
  #encodeTexts(): number {
    const length = this.#textLength;
    // Three bytes for each code unit always suffice.
    if (this.#text.length < length * 3) this.#text = new Uint8Array(length * 3);
    const { written } = encodeUtf8Into(this.#texts.join(""), this.#text);
    if (written !== length) this.#countBytes();
    return written;
  }

  /** Makes lengths of texts lengths in bytes. @throws RangeError for a text that is not well-formed: ASCII always is */
  #countBytes(): void {
    let lengthIndex = 0;
    let textIndex = 0;
    for (let cell = 0; cell < this.#cellCount; cell++) {
      const type = this.#types[cell];
      if (type === CellType.Text) {
        const text = this.#texts[textIndex++] as string;
        try {
          encodeValue(text, this.#parameter(cell % this.columnCount));
        } catch (error) {
          throw inRow(this.#takenCount + Math.floor(cell / this.columnCount) + 1, error);
        }
        this.#lengths[lengthIndex] = utf8Length(text);
      }
      if (type === CellType.Text || type === CellType.Blob) lengthIndex++;
    }
  }

  #parameter(column: number): string | number {
    return this.#names?.[column] ?? column + 1;
  }

  /** @returns its bytes */
  #addBlob(bytes: Uint8Array): number {
    while (this.#blobs.length - this.#blobSize < bytes.length) this.#blobs = grown(this.#blobs, Uint8Array);
    this.#blobs.set(bytes, this.#blobSize);
    this.#blobSize += bytes.length;
    return bytes.length;
  }

  /** Makes room for the cells of a row, of whatever types. */
  #reserve(count: number): void {
    while (this.#types.length - this.#cellCount < count) {
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

/** Has an error say in which row it is, from 1. @returns it */
export function inRow(row: number, error: unknown): unknown {
  if (error instanceof Error) error.message = `row ${row}: ${error.message}`;
  return error;
}
