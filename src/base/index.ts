export { EngineError, type EngineErrorCode } from "./engine-error.js";
export type { Capability, EnvironmentReport, ExecutionContext } from "./environment-report.js";
export { Errno, type ErrnoName, errnoName } from "./errno.js";
export {
  FORBIDDEN_WORKER,
  foreignScript,
  isForeign,
  startForeignWorker,
  wasWorkerForbidden,
} from "./foreign-worker.js";
export { FsError } from "./fs-error.js";
export { PoolLayout } from "./pool-layout.js";
export { primaryResultCode, ResultCode } from "./result-codes.js";
export { SqliteError, type SqliteErrorInit } from "./sqlite-error.js";
export {
  AbortedError,
  BusyError,
  ConstraintError,
  CorruptError,
  FullError,
  InterruptError,
  IoError,
  MisuseError,
  OutOfMemoryError,
  ReadonlyError,
  sqliteErrorOfKind,
  TooBigError,
} from "./sqlite-error-kinds.js";
export {
  InvalidNameError,
  LockedError,
  LostError,
  NotIsolatedError,
  QuotaError,
  storageErrorOfKind,
  UnsupportedError,
} from "./storage-error-kinds.js";
export { StorageError, type StorageErrorCode } from "./storage-error.js";
export { decodeUtf8, encodeUtf8, encodeUtf8Into, utf8Length } from "./utf8.js";
