import type { ContextPointer, DatabasePointer, StatementPointer } from "../../../../src/capi/index.js";
import { NULL, type Pointer } from "../../../../src/wasm/index.js";
import { loadOo1 } from "../../oo1/load-oo1.js";
import type { LooseApi, LooseDbClass, LooseErrorClass, LooseStmtClass } from "./loose-api.js";

/** Starts an engine of ours with the object API on it. */
export async function loadOwnApi(): Promise<LooseApi> {
  const { DB, Stmt, SQLite3Error, engine } = await loadOo1();
  const { capi } = engine;
  const { allocator, heap } = capi;
  return {
    DB: DB as unknown as LooseDbClass,
    Stmt: Stmt as unknown as LooseStmtClass,
    SQLite3Error: SQLite3Error as unknown as LooseErrorClass,
    constant: (name) => capi.enumJson().constants.get(name) as number,
    aggregateContext: (context, size) => capi.sqlite3_aggregate_context(context as ContextPointer, size),
    peekI32: (address) => heap.i32[address >>> 2] as number,
    pokeI32(address, value) {
      heap.i32[address >>> 2] = value;
    },
    allocText: (text) => allocator.allocCString(text),
    openRaw() {
      const name = allocator.allocCString(":memory:");
      const db = allocator.withStack(4, (out: Pointer) => {
        capi.sqlite3_open_v2(name, out, capi.constants.SQLITE_OPEN_READWRITE, NULL);
        return heap.peekPointer(out);
      });
      allocator.free(name);
      return db;
    },
    closeRaw: (db) => void capi.sqlite3_close_v2(db as DatabasePointer),
    prepareRaw(db, sql) {
      const text = allocator.allocCString(sql);
      const statement = allocator.withStack(4, (out: Pointer) => {
        capi.sqlite3_prepare_v3(db as DatabasePointer, text, -1, 0, out, NULL);
        return heap.peekPointer(out);
      });
      allocator.free(text);
      return statement;
    },
    finalizeRaw: (statement) => capi.sqlite3_finalize(statement as StatementPointer),
  };
}
