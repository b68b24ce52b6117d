import { primaryResultCode, ResultCode, StorageError, type StorageErrorCode } from "../base/index.js";
import { WasmOutOfMemoryError } from "../wasm/index.js";
import { VfsError } from "./vfs-error.js";

/** Storage errors that mean the same whatever was being done; the others take the code of the failing method. */
const STORAGE_RESULT_CODES: Readonly<Partial<Record<StorageErrorCode, number>>> = {
  quota: ResultCode.SQLITE_FULL,
  full: ResultCode.SQLITE_CANTOPEN,
  locked: ResultCode.SQLITE_BUSY,
  "invalid-name": ResultCode.SQLITE_CANTOPEN,
  corrupt: ResultCode.SQLITE_IOERR_CORRUPTFS,
};

/**
 * Finds the result code that stands for a thrown value.
 *
 * @param fallback - code of the method that failed, for values that say nothing more precise
 */
export function resultCodeOf(error: unknown, fallback: number): number {
  if (error instanceof VfsError) return error.resultCode;
  if (error instanceof StorageError) return STORAGE_RESULT_CODES[error.code] ?? fallback;
  if (error instanceof WasmOutOfMemoryError) return ResultCode.SQLITE_IOERR_NOMEM;
  return fallback;
}

/** Keeps the latest failure of a VFS: C only ever sees its result code. */
export class FailureRecord {
  #resultCode: number = ResultCode.SQLITE_OK;
  #error: unknown;

  /**
   * Keeps a thrown value.
   * @returns the result code for C
   */
  record(error: unknown, fallback: number): number {
    this.#resultCode = resultCodeOf(error, fallback);
    this.#error = error instanceof VfsError ? (error.cause ?? error) : error;
    return this.#resultCode;
  }

  /**
   * Hands the latest failure over and forgets it.
   *
   * @param resultCode - only a failure that ended in this code (extended or primary) is meant; without it, any is
   */
  take(resultCode?: number): unknown {
    const wanted =
      resultCode === undefined || primaryResultCode(resultCode) === primaryResultCode(this.#resultCode);
    if (!wanted) return undefined;
    const error = this.#error;
    this.#error = undefined;
    this.#resultCode = ResultCode.SQLITE_OK;
    return error;
  }

  /** Result code of the latest failure, 0 where there is none. */
  get resultCode(): number {
    return this.#resultCode;
  }

  /** Text of the latest failure, empty where there is none. */
  get message(): string {
    if (this.#error === undefined) return "";
    return this.#error instanceof Error ? this.#error.message : String(this.#error);
  }
}
