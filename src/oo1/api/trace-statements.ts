import type { DatabasePointer, StatementPointer } from "../../capi/index.js";
import { type CString, NULL, type Pointer, readCString } from "../../wasm/index.js";
import type { Oo1Context } from "./context.js";

/**
 * Passes the SQL of every statement that a connection begins to run to the trace of its namespace.
 *
 * @returns a function that ends it and gives the function-table entry back
 * @see https://www.sqlite.org/c3ref/trace_v2.html
 */
export function traceStatements({ capi, trace }: Oo1Context, db: DatabasePointer): () => void {
  const callback = (
    _event: number,
    _context: Pointer,
    _statement: StatementPointer,
    sql: CString,
  ): number => {
    try {
      trace(readCString(capi.heap, sql) ?? "");
    } catch {
      // A trace has no say in whether the statement runs.
    }
    return 0;
  };
  const entry = capi.functionTable.install("i(ippp)", callback);
  capi.sqlite3_trace_v2(db, capi.constants.SQLITE_TRACE_STMT, entry, NULL);
  return () => {
    capi.sqlite3_trace_v2(db, 0, NULL, NULL);
    capi.functionTable.remove(entry);
  };
}
