import { ResultCode } from "../base/index.js";
import { type Capi, type DatabasePointer, ownSqliteError, sqliteError } from "../capi/index.js";
import { NULL, type Pointer } from "../wasm/index.js";

/**
 * Opens a connection that reports extended result codes.
 *
 * @param filename - path in the VFS, a `file:` URI, `":memory:"`, or `""` for a temporary file
 * @param access - `"c"` reads, writes and creates, `"w"` reads and writes what exists, `"r"` only reads
 * @param vfs - name of the VFS; SQLite's default where left out
 * @returns the connection, which the caller closes
 * @throws TypeError when the name is no string; SqliteError, for example `SQLITE_CANTOPEN`
 * @see https://www.sqlite.org/c3ref/open.html
 */
export function openConnection(
  capi: Capi,
  filename: string,
  access: "c" | "w" | "r",
  vfs: string | undefined,
): DatabasePointer {
  if (typeof filename !== "string") throw new TypeError("a database name must be a string");
  if (filename.includes("\0")) {
    throw ownSqliteError(capi, ResultCode.SQLITE_CANTOPEN, "a database name must not contain NUL characters");
  }
  const { allocator, constants, heap } = capi;
  const accessFlags = {
    c: constants.SQLITE_OPEN_READWRITE | constants.SQLITE_OPEN_CREATE,
    w: constants.SQLITE_OPEN_READWRITE,
    r: constants.SQLITE_OPEN_READONLY,
  }[access];
  const cName = allocator.allocCString(filename);
  const cVfs = vfs === undefined ? NULL : allocator.allocCString(vfs);
  try {
    return allocator.withStack(8, (out: Pointer) => {
      const flags = accessFlags | constants.SQLITE_OPEN_URI | constants.SQLITE_OPEN_EXRESCODE;
      const code = capi.sqlite3_open_v2(cName, out, flags, cVfs);
      const db = heap.peekPointer<"sqlite3">(out);
      if (code === ResultCode.SQLITE_OK) return db;
      const error = sqliteError(capi, code, db);
      // Even a failed open leaves a connection behind, unless memory was used up.
      if (db !== 0) capi.sqlite3_close_v2(db);
      throw error;
    });
  } finally {
    allocator.free(cName);
    allocator.free(cVfs);
  }
}
