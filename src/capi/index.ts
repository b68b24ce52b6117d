export type { ConstantName, Constants } from "./constants.js";
export { type Capi, type CapiParts, createCapi } from "./create-capi.js";
export type { EnumJson, StructLayout, StructMember } from "./enum-json.js";
export type {
  ContextPointer,
  DatabasePointer,
  FilePointer,
  StatementPointer,
  ValuePointer,
  VfsPointer,
} from "./pointers.js";
export type { CapiFunctionName, CapiFunctions } from "./raw-exports.js";
export { SCRATCH_SIZE } from "./scratch.js";
export { type ErrorContext, ownSqliteError, sqliteError } from "./sqlite-errors.js";
