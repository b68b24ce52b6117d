/*
 * A batch of rows, one buffer. Cells run row by row; each has a byte that tells its type, and takes its value from the
 * section of that type, so a reader moves through all sections forwards.
 *
 *     byte 0                  header: HEADER_WORDS little-endian u32, at the word offsets below
 *     HEADER_SIZE             numbers: one f64 per number, one i64 per big integer, aligned to 8 bytes
 *     after the numbers       lengths: one u32 per text (UTF-16 code units) and per blob (bytes)
 *     after the lengths       types: one byte per cell, one of CellType
 *     after the types         text: all texts end to end, as one well-formed UTF-8 text
 *     after the text          blobs: all blobs end to end
 *
 * Every section's size follows from the header. Texts are measured in code units so that the reader decodes the text
 * section with one call and slices it; one call of TextDecoder for each text takes seven times as long.
 */

/** Word of the header: rows in the batch. */
export const ROW_COUNT = 0;
/** Word of the header: cells of each row. */
export const COLUMN_COUNT = 1;
/** Word of the header: entries of the numbers section. */
export const NUMBER_COUNT = 2;
/** Word of the header: entries of the lengths section. */
export const LENGTH_COUNT = 3;
/** Word of the header: bytes of the text section. */
export const TEXT_SIZE = 4;
/** Word of the header: bytes of the blobs section. */
export const BLOB_SIZE = 5;

/** Words in the header; an even number, so that the numbers after it are aligned. */
export const HEADER_WORDS = 6;
/** Bytes of the header. */
export const HEADER_SIZE = HEADER_WORDS * 4;

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

/** One of the numbers in {@link CellType}. */
export type CellType = (typeof CellType)[keyof typeof CellType];
