/**
 * SQLite's result codes that rooms compare with or answer: the primary ones and those extended ones that storage needs.
 * The whole list, read from the wasm, is in `capi`; a unit test holds the two together.
 *
 * @see https://www.sqlite.org/rescode.html
 */
export const ResultCode = {
  SQLITE_OK: 0,
  SQLITE_ERROR: 1,
  SQLITE_INTERNAL: 2,
  SQLITE_PERM: 3,
  SQLITE_ABORT: 4,
  SQLITE_BUSY: 5,
  SQLITE_LOCKED: 6,
  SQLITE_NOMEM: 7,
  SQLITE_READONLY: 8,
  SQLITE_INTERRUPT: 9,
  SQLITE_IOERR: 10,
  SQLITE_CORRUPT: 11,
  SQLITE_NOTFOUND: 12,
  SQLITE_FULL: 13,
  SQLITE_CANTOPEN: 14,
  SQLITE_PROTOCOL: 15,
  SQLITE_SCHEMA: 17,
  SQLITE_TOOBIG: 18,
  SQLITE_CONSTRAINT: 19,
  SQLITE_MISMATCH: 20,
  SQLITE_MISUSE: 21,
  SQLITE_AUTH: 23,
  SQLITE_FORMAT: 24,
  SQLITE_RANGE: 25,
  SQLITE_NOTADB: 26,
  SQLITE_ROW: 100,
  SQLITE_DONE: 101,
  SQLITE_IOERR_READ: 266,
  SQLITE_IOERR_SHORT_READ: 522,
  SQLITE_IOERR_WRITE: 778,
  SQLITE_IOERR_FSYNC: 1034,
  SQLITE_IOERR_TRUNCATE: 1546,
  SQLITE_IOERR_FSTAT: 1802,
  SQLITE_IOERR_UNLOCK: 2058,
  SQLITE_IOERR_RDLOCK: 2314,
  SQLITE_IOERR_LOCK: 3850,
  SQLITE_IOERR_DELETE: 2570,
  SQLITE_IOERR_DELETE_NOENT: 5898,
  SQLITE_IOERR_ACCESS: 3338,
  SQLITE_IOERR_CHECKRESERVEDLOCK: 3594,
  SQLITE_IOERR_CLOSE: 4106,
  SQLITE_IOERR_NOMEM: 3082,
  SQLITE_IOERR_CORRUPTFS: 8458,
  SQLITE_CANTOPEN_ISDIR: 526,
  SQLITE_CANTOPEN_FULLPATH: 782,
  SQLITE_CANTOPEN_NOTEMPDIR: 270,
  SQLITE_READONLY_CANTLOCK: 520,
} as const;

/** A result code as C returns it: {@link ResultCode} names those that matter here. */
export type ResultCode = (typeof ResultCode)[keyof typeof ResultCode];

/** Primary result code of an extended one: its low byte. */
export function primaryResultCode(code: number): number {
  return code & 0xff;
}
