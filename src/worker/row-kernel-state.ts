/** Offsets of the kernel's state, all i32: where it writes next, how far it may, and what it is to do. */
export const KernelState = {
  /** Next byte of each section. */
  numbers: 0,
  lengths: 4,
  types: 8,
  text: 12,
  blobs: 16,
  /** Ends of the sections. A row finds room for its numbers and lengths where it finds room for its types. */
  typesEnd: 20,
  textEnd: 24,
  blobsEnd: 28,
  /** Not 0 where every INTEGER is to be a big integer. */
  allBigInts: 32,
  rowCount: 36,
  /** Rows that may still be added. */
  rowsLeft: 40,
  /** Sum of the five next bytes in an empty batch, and bytes at which a batch is large enough. */
  begin: 44,
  limit: 48,
  /** Bytes that a section lacks at least, and bytes of a text that JavaScript has written. */
  size: 52,
  /** For each column where its last text lies in this batch, and its bytes: two u32, 0 where it has had none. */
  lastTexts: 56,
  byteLength: 60,
} as const;

/** What the kernel returns beside SQLite's result codes. */
export const KernelCode = {
  /** The row is added. */
  Added: 0,
  /** The row is not added, since a section is too short. */
  TypesFull: -1,
  TextFull: -2,
  BlobsFull: -3,
  /** SQLite has found no memory to convert a value. */
  OutOfMemory: -4,
} as const;

/** Bytes that there must be beyond a text: it is written eight at a time. */
export const TEXT_SLACK = 8;
