import sqlite3InitModule, {
  type InternalNamespaces,
  type ModuleOptions,
  type Sqlite3,
} from "../../../src/sqlite3/index.js";
import { compiledSqliteWasm } from "../engine/sqlite-wasm.js";

/** Starts a `sqlite3` namespace on the real wasm, with its internal namespaces, in milliseconds. */
export async function loadSqlite3(options: ModuleOptions = {}): Promise<Sqlite3 & InternalNamespaces> {
  sqlite3InitModule.__isUnderTest = true;
  const sqlite3 = await sqlite3InitModule({ wasmModule: compiledSqliteWasm, ...options });
  return sqlite3 as Sqlite3 & InternalNamespaces;
}
