import { ResultCode } from "../base/index.js";
import type { ErrorClasses } from "./errors.js";

/** `sqlite3.vtab.xError`. */
export interface ReportVtabError {
  /**
   * Finds the result code for what a method of a VFS or virtual table has caught, and tells `errorReporter` of it.
   *
   * @param methodName - such as `"xColumn"`
   * @param resultCode - for errors that say nothing more precise: a `WasmAllocError` is always `SQLITE_NOMEM`; default
   *   the code of an `SQLite3Error`, and `SQLITE_ERROR` for others
   */
  (methodName: string, error: unknown, resultCode?: number): number;
  /** Takes a text for each error; what it throws is ignored. Default `sqlite3.config.error()`. */
  errorReporter?: ((...messages: readonly string[]) => void) | undefined;
}

/** Makes `sqlite3.vtab.xError`. */
export function createVtabError({ SQLite3Error, WasmAllocError }: ErrorClasses): ReportVtabError {
  const xError: ReportVtabError = (methodName, error, resultCode) => {
    try {
      xError.errorReporter?.(`${methodName}(): ${error instanceof Error ? error.message : error}`);
    } catch {
      // Whoever watches must not change what happens.
    }
    if (error instanceof WasmAllocError) return ResultCode.SQLITE_NOMEM;
    if (resultCode !== undefined) return resultCode;
    return error instanceof SQLite3Error ? error.resultCode : ResultCode.SQLITE_ERROR;
  };
  return xError;
}
