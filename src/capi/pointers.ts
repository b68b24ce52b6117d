import type { Pointer } from "../wasm/index.js";

/** A `sqlite3*`: one database connection. */
export type DatabasePointer = Pointer<"sqlite3">;
/** A `sqlite3_stmt*`: one prepared statement. */
export type StatementPointer = Pointer<"sqlite3_stmt">;
/** A `sqlite3_value*`. */
export type ValuePointer = Pointer<"sqlite3_value">;
/** A `sqlite3_context*`: one call of an SQL function. */
export type ContextPointer = Pointer<"sqlite3_context">;
/** A `sqlite3_vfs*`. */
export type VfsPointer = Pointer<"sqlite3_vfs">;
/** A `sqlite3_file*`. */
export type FilePointer = Pointer<"sqlite3_file">;
