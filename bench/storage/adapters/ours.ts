import type { Engine } from "../../../src/engine/index.js";
import { type DatabaseOptions, Database } from "../../../src/oo1/index.js";
import type { Connection } from "../contestant.js";
import { oo1Connection } from "./oo1.js";

/** Where the test site serves `sqlite3.wasm`. */
export const WASM_URL = new URL("/src/sqlite3.wasm", location.href);

/**
 * Opens a database of our own engine.
 *
 * @param setUp - what the client's worker does to a connection before its first statement
 */
export function openOurs(
  { capi }: Engine,
  options: DatabaseOptions,
  setUp: (db: Database) => void = () => {},
): Connection {
  const db = new Database(capi, options);
  setUp(db);
  return oo1Connection(db, (sql) => db.exec(sql));
}
