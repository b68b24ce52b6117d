import sqlite3InitModule, { type Database, type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { Connection, Storage } from "../contestant.js";
import { oo1Connection } from "./oo1.js";

/** Kind of database, by its VFS: where sqlite-wasm offers several connections to one file. */
type SharedDatabase = "OpfsDb" | "OpfsWlDb";

/** How scripts are run: by the C function, which is quicker, or as the documentation does. */
export type ScriptRunner = "sqlite3_exec" | "db.exec";

function connect(
  sqlite3: Sqlite3Static,
  db: Database,
  pragmas: string,
  runner: ScriptRunner = "sqlite3_exec",
): Connection {
  const connection = oo1Connection(db, (sql) => {
    if (runner === "db.exec") db.exec(sql);
    else db.checkRc(sqlite3.capi.sqlite3_exec(db, sql, 0, 0, 0));
  });
  connection.exec(pragmas);
  return connection;
}

/** Starts the package on a VFS that needs cross-origin isolation. */
export async function startShared(kind: SharedDatabase, folder: string, pragmas: string): Promise<Storage> {
  const sqlite3 = await sqlite3InitModule();
  return {
    open: (name) => connect(sqlite3, new sqlite3.oo1[kind](`/${folder}/${name}`, "c"), pragmas),
    wasmBytes: () => sqlite3.wasm.heap8u().byteLength,
  };
}

/** Starts the package on its pool. */
export async function startPool(folder: string, pragmas: string, runner?: ScriptRunner): Promise<Storage> {
  const sqlite3 = await sqlite3InitModule();
  const pool = await sqlite3.installOpfsSAHPoolVfs({ directory: `/${folder}/pool` });
  return {
    open: (name) => connect(sqlite3, new pool.OpfsSAHPoolDb(`/${name}`), pragmas, runner),
    wasmBytes: () => sqlite3.wasm.heap8u().byteLength,
  };
}
