import type { EnumJson } from "../capi/index.js";
import { EngineError } from "../base/index.js";
import type { StructBinder, StructClass } from "../wasm/index.js";
import type { PublicStructs, Structs } from "./struct-types.js";

/** Structs that are reached through the class of another. */
const INDEX_INFO_PARTS = [
  "sqlite3_index_constraint",
  "sqlite3_index_orderby",
  "sqlite3_index_constraint_usage",
] as const;

/**
 * Makes the classes of the structs that this build describes.
 *
 * @throws EngineError `wasm-mismatch` when it does not describe one of them
 */
export function createStructs(binder: StructBinder, layouts: EnumJson["structs"]): Structs {
  const classOf = (name: string): StructClass => {
    const layout = layouts.get(name);
    if (layout === undefined)
      throw new EngineError("wasm-mismatch", `this wasm file does not describe ${name}`);
    return binder(layout);
  };
  const indexInfo = classOf("sqlite3_index_info");
  for (const name of INDEX_INFO_PARTS) Object.defineProperty(indexInfo, name, { value: classOf(name) });
  const shown = {
    sqlite3_vfs: classOf("sqlite3_vfs"),
    sqlite3_io_methods: classOf("sqlite3_io_methods"),
    sqlite3_file: classOf("sqlite3_file"),
    sqlite3_vtab: classOf("sqlite3_vtab"),
    sqlite3_vtab_cursor: classOf("sqlite3_vtab_cursor"),
    sqlite3_module: classOf("sqlite3_module"),
    sqlite3_index_info: indexInfo,
  };
  return {
    // The members that the types name are checked against the layouts by a test.
    shown: shown as unknown as PublicStructs,
    sqlite3_kvvfs_methods: classOf("sqlite3_kvvfs_methods") as Structs["sqlite3_kvvfs_methods"],
    KVVfsFile: classOf("KVVfsFile") as Structs["KVVfsFile"],
  };
}
