import { ResultCode } from "../base/index.js";
import type { SQLite3ErrorClass } from "./errors.js";

/** Runs work on the storage so that what fails is an `SQLite3Error`. */
export interface StorageGuard {
  sync<Result>(work: () => Result): Result;
  async<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Turns the errors of storages into those that callers of this namespace look for: with the result code that SQLite would
 * report, the text as it was, and the original as the cause. `TypeError` and `RangeError` tell of misuse and stay.
 *
 * @param resultCodeOf - what `vfs` has under this name; as an argument, so that VFSes can be loaded one by one
 * @param fallback - result code of errors that say nothing more precise
 */
export function inSQLite3Errors(
  SQLite3Error: SQLite3ErrorClass,
  resultCodeOf: (error: unknown, fallback: number) => number,
  fallback: number = ResultCode.SQLITE_IOERR,
): StorageGuard {
  const translate = (error: unknown): unknown => {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SQLite3Error)
      return error;
    const text = error instanceof Error ? error.message : String(error);
    const translated = new SQLite3Error(resultCodeOf(error, fallback), text);
    return Object.defineProperty(translated, "cause", { value: error, configurable: true, writable: true });
  };
  return {
    sync(work) {
      try {
        return work();
      } catch (error) {
        throw translate(error);
      }
    },
    async async(work) {
      try {
        return await work();
      } catch (error) {
        throw translate(error);
      }
    },
  };
}
