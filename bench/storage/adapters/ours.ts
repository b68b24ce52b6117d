import type { Engine } from "../../../src/engine/index.js";
import { type DatabaseOptions, DB } from "../../../src/oo1/index.js";
import type { Connection } from "../contestant.js";
import { oo1Connection } from "./oo1.js";

/** Where the test site serves `sqlite3.wasm`. */
export const WASM_URL = new URL("/src/sqlite3.wasm", location.href);

/** Opens a database of our own engine. */
export function openOurs({ capi }: Engine, options: DatabaseOptions): Connection {
  const db = new DB(capi, options);
  return oo1Connection(db, (sql) => db.exec(sql));
}
