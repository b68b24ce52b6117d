/** Offsets of the kernel's state: all i32, but for `changes`, an i64. */
export const ParameterState = {
  /** Next byte of each section. */
  numbers: 0,
  lengths: 4,
  types: 8,
  text: 12,
  blobs: 16,
  columnCount: 20,
  /** Address of a u32 for each column: the parameter that it is for. */
  positions: 24,
  /** Rows that have not run yet. */
  rowsLeft: 28,
  /** Rows that the statement has changed in all. */
  changes: 32,
  /** Not 0 when the code that was returned is that of a step. */
  hasStepped: 40,
  byteLength: 48,
} as const;
