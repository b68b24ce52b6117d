import { encodeUtf8Into } from "../base/index.js";
import { BatchHeader, CellType, type WireValue } from "../protocol/index.js";

/** Longest text, in UTF-16 code units, for which a loop over its characters beats a call of the encoder. */
const ASCII_LOOP_LIMIT = 64;
const INITIAL_CELLS = 1024;
const INITIAL_BYTES = 16_384;

/** Rows of parameters on their way into one buffer; `protocol/row-layout.ts` draws it. Nothing is allocated per cell. */
export class ParameterBatch {
  readonly columnCount: number;
  #rowCount = 0;
  #numbers = new Float64Array(INITIAL_CELLS);
  #numberCount = 0;
  #lengths = new Uint32Array(INITIAL_CELLS);
  #lengthCount = 0;
  #types = new Uint8Array(INITIAL_CELLS);
  #cellCount = 0;
  #text = new Uint8Array(INITIAL_BYTES);
  #textSize = 0;
  #blobs = new Uint8Array(INITIAL_BYTES);
  #blobSize = 0;

  constructor(columnCount: number) {
    this.columnCount = columnCount;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Bytes so far, nearly. */
  get size(): number {
    return this.#numberCount * 8 + this.#lengthCount * 4 + this.#cellCount + this.#textSize + this.#blobSize;
  }

  /** Ends a row; its cells have been added. */
  endRow(): void {
    this.#rowCount++;
  }

  /** Adds the next cell of a row. */
  add(value: WireValue): void {
    if (this.#cellCount === this.#types.length) this.#types = grown(this.#types, Uint8Array);
    const cell = this.#cellCount++;
    switch (typeof value) {
      case "number":
        this.#types[cell] = CellType.Number;
        this.#addNumber(value);
        return;
      case "string":
        this.#types[cell] = CellType.Text;
        this.#addLength(this.#addText(value));
        return;
      case "boolean":
        this.#types[cell] = CellType.Number;
        this.#addNumber(value ? 1 : 0);
        return;
      case "bigint": {
        this.#types[cell] = CellType.BigInteger;
        this.#addNumber(0);
        new BigInt64Array(this.#numbers.buffer)[this.#numberCount - 1] = value;
        return;
      }
      default:
        if (value === null) {
          this.#types[cell] = CellType.Null;
          return;
        }
        this.#types[cell] = CellType.Blob;
        this.#addLength(value.length);
        while (this.#blobs.length - this.#blobSize < value.length)
          this.#blobs = grown(this.#blobs, Uint8Array);
        this.#blobs.set(value, this.#blobSize);
        this.#blobSize += value.length;
    }
  }

  /** @returns a buffer of its own, to be transferred */
  take(): ArrayBuffer {
    const numberSize = this.#numberCount * 8;
    const lengthsAt = BatchHeader.byteLength + numberSize;
    const typesAt = lengthsAt + this.#lengthCount * 4;
    const textAt = typesAt + this.#cellCount;
    const blobAt = textAt + this.#textSize;
    const buffer = new ArrayBuffer(blobAt + this.#blobSize);
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    header[BatchHeader.rowCount] = this.#rowCount;
    header[BatchHeader.columnCount] = this.columnCount;
    header[BatchHeader.numberCount] = this.#numberCount;
    header[BatchHeader.lengthCount] = this.#lengthCount;
    header[BatchHeader.textSize] = this.#textSize;
    header[BatchHeader.blobSize] = this.#blobSize;
    const bytes = new Uint8Array(buffer);
    bytes.set(new Uint8Array(this.#numbers.buffer, 0, numberSize), BatchHeader.byteLength);
    bytes.set(new Uint8Array(this.#lengths.buffer, 0, this.#lengthCount * 4), lengthsAt);
    bytes.set(this.#types.subarray(0, this.#cellCount), typesAt);
    bytes.set(this.#text.subarray(0, this.#textSize), textAt);
    bytes.set(this.#blobs.subarray(0, this.#blobSize), blobAt);
    return buffer;
  }

  #addNumber(value: number): void {
    if (this.#numberCount === this.#numbers.length) this.#numbers = grown(this.#numbers, Float64Array);
    this.#numbers[this.#numberCount++] = value;
  }

  #addLength(length: number): void {
    if (this.#lengthCount === this.#lengths.length) this.#lengths = grown(this.#lengths, Uint32Array);
    this.#lengths[this.#lengthCount++] = length;
  }

  /** @returns its bytes */
  #addText(text: string): number {
    const { length } = text;
    // Three bytes for each code unit always suffice.
    while (this.#text.length - this.#textSize < length * 3) this.#text = grown(this.#text, Uint8Array);
    const bytes = this.#text;
    const start = this.#textSize;
    if (length <= ASCII_LOOP_LIMIT) {
      let index = 0;
      for (; index < length; index++) {
        const unit = text.charCodeAt(index);
        if (unit > 0x7f) break;
        bytes[start + index] = unit;
      }
      if (index === length) {
        this.#textSize = start + length;
        return length;
      }
    }
    const { written } = encodeUtf8Into(text, bytes.subarray(start));
    this.#textSize = start + written;
    return written;
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
