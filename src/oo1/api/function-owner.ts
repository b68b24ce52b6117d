import type { Capi, DatabasePointer } from "../../capi/index.js";

/** Who defines SQL functions. */
export interface FunctionOwner {
  readonly capi: Capi;
  /** Throws the error of a result code other than `SQLITE_OK`. */
  check(code: number, db: DatabasePointer): void;
  /** Keeps what a function threw for the error that SQLite is about to report with `text`. */
  remember(text: string, cause: unknown): void;
}
