import { addIndexInfoMethods } from "./index-info.js";
import type { NamespaceParts } from "./namespace-parts.js";
import { createStructMapper, type StructMapper } from "./struct-mapper.js";
import type {
  Sqlite3IndexInfoStruct,
  Sqlite3ModuleStruct,
  Sqlite3VtabCursorStruct,
  Sqlite3VtabStruct,
} from "./struct-types.js";
import { createVtabError, type ReportVtabError } from "./vtab-error.js";
import { createModuleSetup, type ModuleSetup } from "./vtab-module.js";
import type { WasmNamespace } from "./wasm-namespace.js";

/**
 * `sqlite3.vtab`: for virtual tables of your own.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 * @see https://www.sqlite.org/vtab.html
 */
export interface VtabNamespace {
  /** Tables, from `xCreate` or `xConnect` to `xDestroy` or `xDisconnect`. */
  readonly xVtab: StructMapper<Sqlite3VtabStruct>;
  /** Cursors, from `xOpen` to `xClose`. */
  readonly xCursor: StructMapper<Sqlite3VtabCursorStruct>;
  /** Wraps what `xBestIndex` gets; dispose of it before returning. */
  xIndexInfo(pointer: number): Sqlite3IndexInfoStruct;
  readonly xError: ReportVtabError;
  /**
   * Writes a row id where `xRowid` or `xUpdate` is to write it.
   * @param ppRowid - the last argument of that method
   */
  xRowid(ppRowid: number, rowid: number | bigint): WasmNamespace;
  /**
   * Sets up a module, for `sqlite3_create_module()`. It must live as long as connections know it.
   *
   * @throws TypeError for a method that modules do not have, or what is no method
   */
  setupModule(setup: ModuleSetup): Sqlite3ModuleStruct;
}

/** Assembles `sqlite3.vtab`, and gives the structs of virtual tables their methods. */
export function createVtabNamespace(parts: NamespaceParts): VtabNamespace {
  const { wasm, errors, config } = parts;
  const { sqlite3_vtab, sqlite3_vtab_cursor, sqlite3_index_info, sqlite3_module } = parts.structs.shown;
  const xError = createVtabError(errors);
  xError.errorReporter = (...messages) => config.error(...messages);
  const setupModule = createModuleSetup(parts, xError);
  addIndexInfoMethods(sqlite3_index_info);
  Object.defineProperty(sqlite3_module.prototype, "setupModule", {
    configurable: true,
    value(this: Sqlite3ModuleStruct, setup: ModuleSetup) {
      return setupModule({ ...setup, struct: this });
    },
  });
  return {
    xVtab: createStructMapper(sqlite3_vtab, wasm),
    xCursor: createStructMapper(sqlite3_vtab_cursor, wasm),
    xIndexInfo: (pointer) => new sqlite3_index_info(pointer),
    xError,
    xRowid: (ppRowid, rowid) => wasm.poke(ppRowid, rowid, "i64"),
    setupModule,
  };
}
