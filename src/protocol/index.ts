export type { Action } from "./action.js";
export { type Column, ColumnDecoder } from "./column-decoder.js";
export type { CursorActions, CursorPayload, CursorRows, OpenCursorPayload } from "./cursor-messages.js";
export type {
  ChangeEvent,
  ChangeOperation,
  CopyHandle,
  CopyProgress,
  DataActions,
  Environment,
  ExportBegun,
  FunctionPayload,
  FunctionSource,
  ImportBytes,
  ManyChanges,
  PersistentStorage,
  RowChange,
  StorageOffer,
  StoredDatabase,
} from "./data-messages.js";
export type { Endpoint } from "./endpoint.js";
export { LaneReceiver, LaneSender, LaneSize, LaneState, LaneWord, SharedWord } from "./lane/index.js";
export type { DatabaseWanted, Durability, LifeActions, OpenPayload, OpenResult } from "./life-messages.js";
export { type Lanes, Line } from "./line.js";
export {
  type Actions,
  type Cancellation,
  type EarlyFolder,
  type EarlyMessage,
  type EarlyParts,
  NO_REQUEST,
  type PartOf,
  type PayloadOf,
  type Request,
  type RequestLimits,
  type RequestOf,
  type RequestType,
  type Response,
  type ResultOf,
  type StatementProgress,
} from "./messages.js";
export { decodeArrays, decodeObjects, toObject } from "./row-decoder.js";
export { BatchHeader, CellType, REPEATED } from "./row-layout.js";
export type {
  BatchPayload,
  BatchResult,
  FirstRow,
  QueryPayload,
  RowsPayload,
  RunManyPayload,
  RunResult,
  SqlActions,
  SqlPayload,
  StatementPayload,
} from "./sql-messages.js";
export type { StatementActions, StatementDescription, StatementName } from "./statement-messages.js";
export type { StorageAlternative, StorageKind, StorageReport } from "./storage-report.js";
export type {
  BeginPayload,
  TransactionActions,
  TransactionMode,
  TransactionPayload,
} from "./transaction-messages.js";
export type { SqlRow, SqlValue, WireParameters, WireValue } from "./values.js";
export { reviveError, serializeError, showCallSite, type WireError } from "./wire-error.js";
