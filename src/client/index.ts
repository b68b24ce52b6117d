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
  Column,
  Durability,
  StatementProgress,
  RunResult,
  SqlRow,
  SqlValue,
  StorageAlternative,
  StorageKind,
  StorageReport,
  TransactionMode,
} from "../protocol/index.js";
export type { BatchOutcome, BatchStatement } from "./batch.js";
export type { CallOptions } from "./call-options.js";
export type { Database } from "./database.js";
export { open } from "./open.js";
export type { OpenOptions } from "./open-options.js";
export type { ParameterValue, SqlParameters } from "./parameters.js";
export type { Pragmas } from "./pragmas.js";
export type { PreparedStatement } from "./prepared-statement.js";
export type { BigIntMode, QueryOptions, RowMode, ValueOptions } from "./query-options.js";
export type { ArrayRows, ColumnRows } from "./read-rows.js";
export type { RowStream } from "./row-stream.js";
export type { Rows, SqlRunner, StreamOptions } from "./sql-runner.js";
export { type SqlInterpolation, SqlQuery, type SqlTag, sql } from "./sql-tag.js";
export type { Transaction, TransactionOptions } from "./transaction.js";
