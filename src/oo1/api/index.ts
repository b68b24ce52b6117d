export type { SQLite3Error, SQLite3ErrorClass } from "./context.js";
export { createOo1, type DBClass, type Oo1, type Oo1Parts, type StmtClass } from "./create-oo1.js";
export { DB } from "./db.js";
export type { ExecBaseOptions, ExecOptions, ExecResult, RowMode } from "./exec-types.js";
export type {
  AggregateFunctionOptions,
  FunctionDefinition,
  FunctionOptions,
  FunctionResult,
  ScalarFunctionOptions,
  SqlCallback,
  WindowFunctionOptions,
} from "./function-definition.js";
export type { FunctionOwner } from "./function-owner.js";
export { setResult } from "./function-result.js";
export { readValue, readValues } from "./function-values.js";
export { installFunction } from "./install-function.js";
export type { CloseListeners, OpenOptions } from "./open-arguments.js";
export type { SqlSource } from "./sql-source.js";
export { type BlobSource, Stmt } from "./stmt.js";
export { createVfsDb, type VfsDBClass, type VfsDbTraits } from "./vfs-db.js";
