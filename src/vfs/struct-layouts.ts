/**
 * Members of a C struct, in its order, with their types as SQLite's build describes them. In those of this file each has four bytes:
 * pointers and `int`. They are part of SQLite's interface for ever, so that nothing has to be read to know them; a test
 * compares them with what the wasm says.
 */
export type StructLayout = Readonly<Record<string, string>>;

/** @see https://www.sqlite.org/c3ref/vfs.html */
export const SQLITE3_VFS: StructLayout = {
  iVersion: "i",
  szOsFile: "i",
  mxPathname: "i",
  pNext: "p",
  zName: "s",
  pAppData: "p",
  xOpen: "i(pppip)",
  xDelete: "i(ppi)",
  xAccess: "i(ppip)",
  xFullPathname: "i(ppip)",
  xDlOpen: "v(pp)",
  xDlError: "v(pip)",
  xDlSym: "p()",
  xDlClose: "v(pp)",
  xRandomness: "i(pip)",
  xSleep: "i(pi)",
  xCurrentTime: "i(pp)",
  xGetLastError: "i(pip)",
  xCurrentTimeInt64: "i(pp)",
  xSetSystemCall: "i(ppp)",
  xGetSystemCall: "p(pp)",
  xNextSystemCall: "p(pp)",
};

/** @see https://www.sqlite.org/c3ref/io_methods.html */
export const SQLITE3_IO_METHODS: StructLayout = {
  iVersion: "i",
  xClose: "i(p)",
  xRead: "i(ppij)",
  xWrite: "i(ppij)",
  xTruncate: "i(pj)",
  xSync: "i(pi)",
  xFileSize: "i(pp)",
  xLock: "i(pi)",
  xUnlock: "i(pi)",
  xCheckReservedLock: "i(pp)",
  xFileControl: "i(pip)",
  xSectorSize: "i(p)",
  xDeviceCharacteristics: "i(p)",
  xShmMap: "i(piiip)",
  xShmLock: "i(piii)",
  xShmBarrier: "v(p)",
  xShmUnmap: "i(pi)",
  xFetch: "i(pjip)",
  xUnfetch: "i(pjp)",
};

/** Bytes of a `sqlite3_file`: a pointer to its methods. */
export const SQLITE3_FILE_SIZE = 4;

/** Bytes of a member. */
export const MEMBER_SIZE = 4;
