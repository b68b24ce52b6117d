export {
  AbortedError,
  BusyError,
  type Capability,
  ConstraintError,
  CorruptError,
  EngineError,
  type EngineErrorCode,
  type EnvironmentReport,
  type ExecutionContext,
  FullError,
  InterruptError,
  InvalidNameError,
  IoError,
  LockedError,
  LostError,
  MisuseError,
  NotIsolatedError,
  OutOfMemoryError,
  QuotaError,
  ReadonlyError,
  SqliteError,
  type SqliteErrorInit,
  StorageError,
  type StorageErrorCode,
  TooBigError,
  UnsupportedError,
} from "../base/index.js";
export type {
  ChangeEvent,
  ChangeOperation,
  Column,
  Durability,
  Environment,
  PersistentStorage,
  RunResult,
  SqlRow,
  SqlValue,
  StatementProgress,
  StorageAlternative,
  StorageKind,
  StorageOffer,
  StorageReport,
  StoredDatabase,
  TransactionMode,
} from "../protocol/index.js";
export type { BatchOutcome, BatchStatement } from "./batch.js";
export type { CallOptions } from "./call-options.js";
export type { ChangeListener } from "./change-listeners.js";
export type { CopyOptions, CopyProgress } from "./copy-options.js";
export type { BackupOptions, DatabaseEvents, DataMethods } from "./data-methods.js";
export type { Database } from "./database.js";
export type { ExportForm, ExportForms, ExportOptions } from "./export-database.js";
export type { ImportSource } from "./import-database.js";
export { deleteDatabase, environment, type LibraryOptions, listDatabases } from "./library.js";
export { open } from "./open.js";
export type { OpenOptions, Pragmas } from "./open-options.js";
export type { ParameterValue, SqlParameters } from "./parameters.js";

export type { PreparedStatement } from "./prepared-statement.js";
export type { BigIntMode, QueryOptions, RowMode, StreamMode, ValueOptions } from "./query-options.js";
export type { ArrayRows, ColumnRows } from "./read-rows.js";
export type { RowStream } from "./row-stream.js";
export type {
  AggregateFunction,
  ModuleFunction,
  ScalarFunction,
  SqlFunction,
  SqlFunctionOptions,
  SqlFunctionResult,
} from "./sql-function.js";
export type { Rows, SqlRunner, StreamedRow, StreamOptions } from "./sql-runner.js";
export { type SqlInterpolation, SqlQuery, type SqlTag, sql } from "./sql-tag.js";
export { persist, type StorageQuota, storageEstimate } from "./storage-manager.js";
export type { Transaction, TransactionOptions } from "./transaction.js";
