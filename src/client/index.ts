export {
  type Capability,
  EngineError,
  type EngineErrorCode,
  type EnvironmentReport,
  type ExecutionContext,
  SqliteError,
  type SqliteErrorInit,
  StorageError,
  type StorageErrorCode,
} from "../base/index.js";
export type {
  Durability,
  RunResult,
  SqlRow,
  SqlValue,
  StorageKind,
  StorageReport,
} from "../protocol/index.js";
export type { Database } from "./database.js";
export { open } from "./open.js";
export type { OpenOptions } from "./open-options.js";
export type { ParameterValue, SqlParameters } from "./parameters.js";
export type { ArrayRows } from "./query.js";
export type { Transaction } from "./transaction.js";
