export type { Action } from "./action.js";
export type { Endpoint } from "./endpoint.js";
export type { Durability, LifeActions, OpenPayload, OpenResult } from "./life-messages.js";
export {
  type Actions,
  NO_REQUEST,
  type PartOf,
  type PayloadOf,
  type Request,
  type RequestOf,
  type RequestType,
  type Response,
  type ResultOf,
} from "./messages.js";
export { decodeArrays, decodeObjects } from "./row-decoder.js";
export { BatchHeader, CellType } from "./row-layout.js";
export type {
  RowsPayload,
  RunResult,
  SqlActions,
  SqlPayload,
  StatementPayload,
  TransactionPayload,
} from "./sql-messages.js";
export type { StorageKind, StorageReport } from "./storage-report.js";
export type { SqlRow, SqlValue, WireParameters, WireValue } from "./values.js";
export { reviveError, serializeError, type WireError } from "./wire-error.js";
