import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import type { LooseApi, LooseDbClass, LooseErrorClass, LooseStmtClass } from "./loose-api.js";

/** The parts of the official namespace that its types do not tell. */
interface OfficialNamespace {
  readonly oo1: { readonly DB: LooseDbClass; readonly Stmt: LooseStmtClass };
  readonly SQLite3Error: LooseErrorClass;
}

/** Starts the official package. Its warnings about what the cases do on purpose are silenced. */
export async function loadOfficialApi(): Promise<LooseApi> {
  const quiet = () => undefined;
  // Documented as the way to configure the package before it starts, which removes the property again.
  Object.assign(globalThis, { sqlite3ApiConfig: { warn: quiet, error: quiet, log: quiet, debug: quiet } });
  const sqlite3 = await sqlite3InitModule();
  const { capi, wasm } = sqlite3;
  const { oo1, SQLite3Error } = sqlite3 as unknown as OfficialNamespace;
  return {
    DB: oo1.DB,
    Stmt: oo1.Stmt,
    SQLite3Error,
    constant: (name) => (capi as unknown as Record<string, number>)[name] as number,
    aggregateContext: (context, size) => capi.sqlite3_aggregate_context(context as number, size),
    peekI32: (address) => wasm.peek32(address) as number,
    pokeI32: (address, value) => void wasm.poke32(address, value),
    allocText: (text) => wasm.allocCString(text, false) as number,
    openRaw: () => openRaw(sqlite3),
    closeRaw: (db) => void capi.sqlite3_close_v2(db),
    prepareRaw(db, sql) {
      const out = wasm.alloc(4);
      capi.sqlite3_prepare_v2(db, sql, -1, out, 0);
      const pointer = wasm.peekPtr(out) as number;
      wasm.dealloc(out);
      return pointer;
    },
    finalizeRaw: (statement) => capi.sqlite3_finalize(statement),
  };
}

function openRaw({ capi, wasm }: Awaited<ReturnType<typeof sqlite3InitModule>>): number {
  const out = wasm.alloc(4);
  capi.sqlite3_open_v2(":memory:", out, capi.SQLITE_OPEN_READWRITE, 0);
  const pointer = wasm.peekPtr(out) as number;
  wasm.dealloc(out);
  return pointer;
}
