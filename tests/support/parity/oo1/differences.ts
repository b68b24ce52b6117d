const WRAPPED_INTEGER =
  "a whole number beyond 64 bits keeps its value as a REAL; upstream stores what is left of it in 64 bits";
const FALSY_BIND =
  "the documentation allows any value for `bind`; upstream takes 0 and false for no value at all";
const DATE = "a Date cannot be stored and is refused; upstream binds nothing, so NULL is stored in its place";
const NO_OPTIONS = "options may be left out, so undefined and null are none; upstream fails on reading them";

/**
 * Calls whose outcome differs from the official package's on purpose, by `group: title`, with the reason. A call that is
 * listed here and no longer differs fails the comparison.
 */
export const oo1Differences: Readonly<Record<string, string>> = {
  "connections: onclose in the constructor's options":
    "listeners may be given when a connection is opened; upstream ignores them there",
  "connections: SQLite3Error without arguments":
    "an error without text is an error without text; upstream's constructor fails with a ReferenceError",
  "exec: exec with a text and undefined": NO_OPTIONS,
  "exec: exec with a text and null": NO_OPTIONS,
  "exec: exec binds false": FALSY_BIND,
  "exec: exec binds zero": FALSY_BIND,
  "exec: exec binds a date": DATE,
  "binding: bind(value) with a date": DATE,
  "exec: SQL with a NUL": "SQL is not cut off silently at a NUL character, it is refused",
  "exec: closing the connection inside a callback":
    "both refuse; upstream with a TypeError from within, here with SQLITE_MISUSE and a sentence",
  "exec: a callback that is no function where there are no rows":
    "both refuse it with a TypeError where there are rows; here before anything has run",
  "queries and transactions: selectValues with a statement without columns":
    "the documentation promises an empty array where there are no rows; upstream throws and does not run the statement",
  "functions: a function gets an empty blob":
    "an empty BLOB is an empty Uint8Array, as for columns; upstream passes null, which SQL tells from it",
  "binding: bind(1, value) with 2^63": WRAPPED_INTEGER,
  "binding: bind([value]) with 2^63": WRAPPED_INTEGER,
  "binding: bind(value) with 2^63": WRAPPED_INTEGER,
  "binding: bind(1, value) with 1e300": WRAPPED_INTEGER,
  "binding: bind([value]) with 1e300": WRAPPED_INTEGER,
  "binding: bind(value) with 1e300": WRAPPED_INTEGER,
  "columns: get with index 1n":
    "a bigint is no column index and is refused like any other; upstream fails with a TypeError from within",
};

/** Public names of the official classes that are missing here, with the reason. */
export const oo1MissingNames: Readonly<Record<string, string>> = {
  "DB.dbCtorHelper":
    "not documented: it initialises objects made without `new`. Classes extend DB, and createVfsDb() makes those of a VFS",
};
