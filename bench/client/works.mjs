// @ts-check
/** The works of the client suite, by the names that tables and targets call them. */
export const WORKS = /** @type {const} */ ({
  open: "open and first statement",
  loop: "10,000 inserts, loop in a transaction",
  many: "10,000 inserts at once",
  autocommit: "100 autocommit inserts",
  point: "1,000 point SELECTs",
  objects: "100,000 rows to objects",
  columns: "100,000 rows to columns",
});

/** What is measured beside the contestants. */
export const BARE = "bare";
