import { createOo1, type Oo1 } from "../oo1/index.js";
import type { JsStorageDbClass } from "./js-storage-db.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { OpfsDbClass } from "./opfs-db-class.js";

/**
 * `sqlite3.oo1`: the object API. Classes for one VFS, such as `OpfsDb`, join it when their VFS is installed.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md
 */
export interface Oo1Namespace extends Oo1 {
  /** Connections to databases of the VFS `kvvfs`, unless the settings leave that out. */
  readonly JsStorageDb: JsStorageDbClass;
  /** Connections to databases of the VFS `opfs`; there where that VFS is. */
  readonly OpfsDb?: OpfsDbClass;
  /** Connections to databases of the VFS `opfs-wl`; there where that VFS is. */
  readonly OpfsWlDb?: OpfsDbClass;
}

/** Assembles `sqlite3.oo1` of one instance. */
export function createOo1Namespace({ engine, errors, config }: NamespaceParts): Oo1Namespace {
  const trace = (sql: string) => config.log("SQL TRACE", sql);
  const oo1: Omit<Oo1Namespace, "JsStorageDb"> = createOo1({
    capi: engine.capi,
    SQLite3Error: errors.SQLite3Error,
    trace,
  });
  // It joins when its VFS is installed.
  return oo1 as Oo1Namespace;
}
