import { decodeUtf8 } from "../base/index.js";
import { BatchHeader, CellType } from "./row-layout.js";
import type { SqlValue } from "./values.js";

/** Moves through the cells of one batch, forwards. */
export class CellReader {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly #types: Uint8Array;
  readonly #numbers: Float64Array;
  readonly #bigIntegers: BigInt64Array;
  readonly #lengths: Uint32Array;
  readonly #text: string;
  readonly #blobs: Uint8Array<ArrayBuffer>;
  #cell = 0;
  #number = 0;
  #length = 0;
  #textStart = 0;
  #blobStart = 0;

  constructor(buffer: ArrayBuffer) {
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    const word = (index: number) => header[index] as number;
    this.rowCount = word(BatchHeader.rowCount);
    this.columnCount = word(BatchHeader.columnCount);
    const numberCount = word(BatchHeader.numberCount);
    const cellCount = this.rowCount * this.columnCount;
    const lengthsAt = BatchHeader.byteLength + numberCount * 8;
    const typesAt = lengthsAt + word(BatchHeader.lengthCount) * 4;
    const textAt = typesAt + cellCount;
    const blobsAt = textAt + word(BatchHeader.textSize);
    this.#numbers = new Float64Array(buffer, BatchHeader.byteLength, numberCount);
    this.#bigIntegers = new BigInt64Array(buffer, BatchHeader.byteLength, numberCount);
    this.#lengths = new Uint32Array(buffer, lengthsAt, word(BatchHeader.lengthCount));
    this.#types = new Uint8Array(buffer, typesAt, cellCount);
    this.#text = decodeUtf8(new Uint8Array(buffer, textAt, word(BatchHeader.textSize)));
    this.#blobs = new Uint8Array(buffer, blobsAt, word(BatchHeader.blobSize));
  }

  next(): SqlValue {
    switch (this.#types[this.#cell++]) {
      case CellType.Number:
        return this.#numbers[this.#number++] as number;
      case CellType.Text: {
        const start = this.#textStart;
        this.#textStart = start + (this.#lengths[this.#length++] as number);
        return this.#text.slice(start, this.#textStart);
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
