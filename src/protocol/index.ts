export type { Endpoint } from "./endpoint.js";
export {
  type Durability,
  NO_REQUEST,
  type OpenPayload,
  type OpenResult,
  type Request,
  type RequestOf,
  type RequestPayloads,
  type RequestResults,
  type RequestType,
  type Response,
  type RowsPayload,
  type RunResult,
  type SqlPayload,
  type StatementPayload,
  type TransactionPayload,
} from "./messages.js";
export { decodeArrays, decodeObjects } from "./row-decoder.js";
export { BatchHeader, CellType } from "./row-layout.js";
export type { StorageKind, StorageReport } from "./storage-report.js";
export type { SqlRow, SqlValue, WireParameters, WireValue } from "./values.js";
export { reviveError, serializeError, type WireError } from "./wire-error.js";
