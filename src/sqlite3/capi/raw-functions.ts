import type {
  DatabaseArgument,
  FlexibleText,
  StatementArgument,
  TextArgument,
  WasmPointer,
} from "./argument-types.js";

/** Binds bytes at an address. */
type BindBytes = (
  statement: StatementArgument,
  index: number,
  bytes: WasmPointer,
  byteLength: number,
  destructor: unknown,
) => number;

/** C functions to which the functions that JavaScript calls differently come down. */
export interface RawFunctions {
  sqlite3_exec(db: DatabaseArgument, sql: FlexibleText, ...rest: readonly unknown[]): number;
  sqlite3_prepare_v3(
    db: DatabaseArgument,
    sql: WasmPointer,
    byteLength: number,
    flags: number,
    statementOut: WasmPointer,
    tailOut: WasmPointer | null,
  ): number;
  readonly sqlite3_bind_text: BindBytes;
  readonly sqlite3_bind_blob: BindBytes;
  sqlite3_create_function_v2(db: DatabaseArgument, name: TextArgument, ...rest: readonly unknown[]): number;
  sqlite3_create_window_function(
    db: DatabaseArgument,
    name: TextArgument,
    ...rest: readonly unknown[]
  ): number;
  sqlite3_create_collation_v2(db: DatabaseArgument, name: TextArgument, ...rest: readonly unknown[]): number;
  sqlite3_set_errmsg(db: DatabaseArgument, code: number, message: string): number;
}

/** C types of {@link RawFunctions}: see `readSignatures`. What the callback of `exec` throws aborts: 4 is `SQLITE_ABORT`. */
export const RAW_SIGNATURES = `
i(Df{callback:i(pipp):4}pp) exec
i(Dpiipp) prepare_v3
i(Sipix) bind_text bind_blob
i(Dsiippppx) create_function_v2
i(Dsiipppppx) create_window_function
i(Dsippp) create_collation_v2
i(Dis) set_errmsg
`;
