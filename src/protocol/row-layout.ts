/*
 * A batch of rows, one buffer. Cells run row by row; each has a byte that tells its type, and takes its value from the
 * section of that type, so a reader moves through all sections forwards.
 *
 *     byte 0                  header: little-endian u32, as BatchHeader lists them
 *     byte 24                 numbers: one f64 per number, one i64 per big integer, aligned to 8 bytes
 *     after the numbers       lengths: one u32 per text (UTF-16 code units) and per blob (bytes)
 *     after the lengths       types: one byte per cell, one of CellType
 *     after the types         text: all texts end to end, as one well-formed UTF-8 text
 *     after the text          blobs: all blobs end to end
 *
 * Every section's size follows from the header. Texts are measured in code units so that the reader decodes the text
 * section with one call and slices it; one call of TextDecoder for each text takes seven times as long.
 *
 * A text that is the same as the one before it in its column, as in sorted rows and in those of a join, is not there again:
 * in place of its length stands REPEATED. The reader makes one string of them, which saves it memory and collecting garbage.
 *
 * Rows of parameters travel the other way in the same layout, but that lengths of texts count bytes, and that all texts are
 * there: the worker copies texts and blobs into wasm memory as they are, all at once, and binds from there.
 */

/** Header of a batch, in words of four bytes; an even number of them, so that the numbers after it are aligned. */
export const BatchHeader = {
  /** Rows in the batch. */
  rowCount: 0,
  /** Cells of each row. */
  columnCount: 1,
  /** Entries of the numbers section. */
  numberCount: 2,
  /** Entries of the lengths section. */
  lengthCount: 3,
  /** Bytes of the text section. */
  textSize: 4,
  /** Bytes of the blobs section. */
  blobSize: 5,
  /** Words in all. */
  wordCount: 6,
  /** Bytes in all. */
  byteLength: 24,
} as const;

/** Type of a cell. */
export const CellType = {
  /** NULL; takes nothing from any section. */
  Null: 0,
  /** A REAL, or an INTEGER within ±(2^53-1): one f64. */
  Number: 1,
  /** An INTEGER beyond: one i64. */
  BigInteger: 2,
  /** A text: its length in code units, and its bytes. */
  Text: 3,
  /** A blob: its length in bytes, and its bytes. */
  Blob: 4,
} as const;

/** In place of a text's length: it is the same as the last one before it in its column and batch. */
export const REPEATED = 0xffff_ffff;

/** One of the numbers in {@link CellType}. */
export type CellType = (typeof CellType)[keyof typeof CellType];
