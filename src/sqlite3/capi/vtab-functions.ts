import type { Sqlite3IndexInfoStruct, Sqlite3ModuleStruct } from "../struct-types.js";
import type { DatabaseArgument, Destructor, TextArgument, WasmPointer } from "./argument-types.js";

/** A `sqlite3_index_info*` or its struct object. */
export type IndexInfoArgument = Sqlite3IndexInfoStruct | WasmPointer;

/** A `sqlite3_module*` or its struct object. */
export type ModuleArgument = Sqlite3ModuleStruct | WasmPointer | null;

/**
 * Functions that register virtual tables, and that their methods of a virtual table call.
 *
 * @see https://www.sqlite.org/vtab.html
 */
export interface VtabFunctions {
  /** The struct must live as long as the connection uses it; with the null pointer the module is removed. */
  sqlite3_create_module(
    db: DatabaseArgument,
    name: TextArgument,
    module: ModuleArgument,
    clientData: WasmPointer,
  ): number;
  /** `destroy` is called once: when the module is replaced or the connection closed, or when it cannot be registered. */
  sqlite3_create_module_v2(
    db: DatabaseArgument,
    name: TextArgument,
    module: ModuleArgument,
    clientData: WasmPointer,
    destroy: Destructor,
  ): number;
  sqlite3_declare_vtab(db: DatabaseArgument, sql: TextArgument): number;
  /** @param keep - address of an array of names that ends with the null pointer, or 0 to drop all */
  sqlite3_drop_modules(db: DatabaseArgument, keep: WasmPointer): number;
  sqlite3_vtab_collation(info: IndexInfoArgument, constraint: number): string | null;
  sqlite3_vtab_distinct(info: IndexInfoArgument): number;
  sqlite3_vtab_in(info: IndexInfoArgument, constraint: number, handle: number): number;
  sqlite3_vtab_in_first(value: WasmPointer, valueOut: WasmPointer): number;
  sqlite3_vtab_in_next(value: WasmPointer, valueOut: WasmPointer): number;
  sqlite3_vtab_nochange(context: WasmPointer): number;
  sqlite3_vtab_on_conflict(db: DatabaseArgument): number;
  sqlite3_vtab_rhs_value(info: IndexInfoArgument, constraint: number, valueOut: WasmPointer): number;
}

/** C types of {@link VtabFunctions}: see `readSignatures`. */
export const VTAB_SIGNATURES = `
i(DsMp) create_module
i(DsMpx) create_module_v2
i(Df) declare_vtab
i(Dp) drop_modules
i(D) vtab_on_conflict
i(I) vtab_distinct
s(Ii) vtab_collation
i(Iii) vtab_in
i(Iip) vtab_rhs_value
i(pp) vtab_in_first vtab_in_next
i(p) vtab_nochange
`;
