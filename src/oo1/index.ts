export { type DatabaseOptions, DB, databaseFilename, type TransactionQualifier } from "./database.js";
export type { ExecOptions } from "./exec.js";
export { OpfsDb, type OpfsDbOptions } from "./opfs-db.js";
export { type PostOpen, setPostOpen } from "./post-open.js";
export { readColumn } from "./read-column.js";
export type { SqlRow } from "./rows.js";
export { Stmt } from "./statement.js";
export type { BindableValue, Bindings, SqlValue } from "./values.js";
