import { EngineError } from "../base/index.js";

const CONSTANT_NAMES = [
  "SQLITE_ACCESS_EXISTS",
  "SQLITE_ACCESS_READ",
  "SQLITE_ACCESS_READWRITE",
  "SQLITE_BLOB",
  "SQLITE_DELETE",
  "SQLITE_DETERMINISTIC",
  "SQLITE_DIRECTONLY",
  "SQLITE_FCNTL_COMMIT_PHASETWO",
  "SQLITE_FCNTL_PRAGMA",
  "SQLITE_FCNTL_SYNC",
  "SQLITE_FLOAT",
  "SQLITE_INNOCUOUS",
  "SQLITE_INSERT",
  "SQLITE_INTEGER",
  "SQLITE_IOCAP_POWERSAFE_OVERWRITE",
  "SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN",
  "SQLITE_LIMIT_LENGTH",
  "SQLITE_LOCK_EXCLUSIVE",
  "SQLITE_LOCK_NONE",
  "SQLITE_LOCK_PENDING",
  "SQLITE_LOCK_RESERVED",
  "SQLITE_LOCK_SHARED",
  "SQLITE_NULL",
  "SQLITE_OPEN_CREATE",
  "SQLITE_OPEN_DELETEONCLOSE",
  "SQLITE_OPEN_EXCLUSIVE",
  "SQLITE_OPEN_EXRESCODE",
  "SQLITE_OPEN_MAIN_DB",
  "SQLITE_OPEN_MAIN_JOURNAL",
  "SQLITE_OPEN_MEMORY",
  "SQLITE_OPEN_READONLY",
  "SQLITE_OPEN_READWRITE",
  "SQLITE_OPEN_SUPER_JOURNAL",
  "SQLITE_OPEN_URI",
  "SQLITE_OPEN_WAL",
  "SQLITE_PREPARE_PERSISTENT",
  "SQLITE_STATIC",
  "SQLITE_TEXT",
  "SQLITE_TRACE_PROFILE",
  "SQLITE_TRACE_STMT",
  "SQLITE_TRANSIENT",
  "SQLITE_TXN_NONE",
  "SQLITE_UTF8",
] as const;

/** Name of a constant that the rooms above use. */
export type ConstantName = (typeof CONSTANT_NAMES)[number];

/** Constants of this build by their names in C. */
export type Constants = Readonly<Record<ConstantName, number>>;

/**
 * Picks the constants that the rooms above use out of all that the wasm lists.
 *
 * @throws {@link EngineError} `wasm-mismatch` when one is missing
 */
export function pickConstants(all: ReadonlyMap<string, number | string>): Constants {
  const constants: Partial<Record<ConstantName, number>> = {};
  for (const name of CONSTANT_NAMES) {
    const value = all.get(name);
    if (typeof value !== "number") {
      throw new EngineError("wasm-mismatch", `this wasm file does not define ${name}`);
    }
    constants[name] = value;
  }
  return constants as Constants;
}
