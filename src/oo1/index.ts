export {
  type AggregateFunctionOptions,
  type BlobSource,
  type CloseListeners,
  createOo1,
  createVfsDb,
  DB,
  type DBClass,
  type ExecBaseOptions,
  type ExecOptions,
  type ExecResult,
  type FunctionDefinition,
  type FunctionOptions,
  type FunctionOwner,
  type FunctionResult,
  installFunction,
  type Oo1,
  type Oo1Parts,
  type OpenOptions,
  type RowMode,
  readValue,
  readValues,
  type ScalarFunctionOptions,
  type SQLite3Error,
  type SQLite3ErrorClass,
  type SqlCallback,
  type SqlSource,
  Stmt,
  type StmtClass,
  setResult,
  type VfsDBClass,
  type VfsDbTraits,
  type WindowFunctionOptions,
} from "./api/index.js";
export { Database, type DatabaseOptions, databaseFilename, type TransactionQualifier } from "./database.js";
export { OpfsDb, type OpfsDbOptions } from "./opfs-db.js";
export { type PostOpen, setPostOpen } from "./post-open.js";
export { readColumn } from "./read-column.js";
export type { SqlRow } from "./rows.js";
export { Script } from "./script.js";
export { Statement } from "./statement.js";
export type { BindableValue, Bindings, SqlValue } from "./values.js";
