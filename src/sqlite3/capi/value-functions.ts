import type { Destructor, TextArgument, WasmPointer } from "./argument-types.js";

/**
 * Functions of values and of calls of SQL functions.
 *
 * @see https://www.sqlite.org/c3ref/value_blob.html
 * @see https://www.sqlite.org/c3ref/result_blob.html
 */
export interface ValueFunctions {
  sqlite3_value_blob(value: WasmPointer): WasmPointer;
  sqlite3_value_bytes(value: WasmPointer): number;
  sqlite3_value_double(value: WasmPointer): number;
  sqlite3_value_dup(value: WasmPointer): WasmPointer;
  sqlite3_value_free(value: WasmPointer): void;
  sqlite3_value_frombind(value: WasmPointer): number;
  sqlite3_value_int(value: WasmPointer): number;
  sqlite3_value_int64(value: WasmPointer): bigint;
  sqlite3_value_nochange(value: WasmPointer): number;
  sqlite3_value_numeric_type(value: WasmPointer): number;
  sqlite3_value_pointer(value: WasmPointer, type: TextArgument): WasmPointer;
  sqlite3_value_subtype(value: WasmPointer): number;
  sqlite3_value_type(value: WasmPointer): number;

  sqlite3_aggregate_context(context: WasmPointer, size: number): WasmPointer;
  sqlite3_context_db_handle(context: WasmPointer): WasmPointer;
  sqlite3_user_data(context: WasmPointer): WasmPointer;
  sqlite3_get_auxdata(context: WasmPointer, argument: number): WasmPointer;
  sqlite3_set_auxdata(
    context: WasmPointer,
    argument: number,
    data: WasmPointer,
    destructor: Destructor,
  ): void;

  sqlite3_result_blob(
    context: WasmPointer,
    bytes: WasmPointer,
    byteLength: number,
    destructor: Destructor,
  ): void;
  sqlite3_result_double(context: WasmPointer, value: number): void;
  sqlite3_result_error(context: WasmPointer, message: TextArgument, byteLength: number): void;
  sqlite3_result_error_code(context: WasmPointer, code: number): void;
  sqlite3_result_error_nomem(context: WasmPointer): void;
  sqlite3_result_error_toobig(context: WasmPointer): void;
  sqlite3_result_int(context: WasmPointer, value: number): void;
  sqlite3_result_int64(context: WasmPointer, value: bigint | number): void;
  sqlite3_result_null(context: WasmPointer): void;
  sqlite3_result_pointer(
    context: WasmPointer,
    pointer: WasmPointer,
    type: TextArgument,
    destructor: Destructor,
  ): void;
  sqlite3_result_subtype(context: WasmPointer, subtype: number): void;
  /** A string is copied whatever the destructor says, and `byteLength` should then be -1. */
  sqlite3_result_text(
    context: WasmPointer,
    text: TextArgument,
    byteLength: number,
    destructor: Destructor,
  ): void;
  sqlite3_result_zeroblob(context: WasmPointer, byteLength: number): void;
  sqlite3_result_zeroblob64(context: WasmPointer, byteLength: bigint | number): number;
}

/** C types of {@link ValueFunctions}: see `readSignatures`. */
export const VALUE_SIGNATURES = `
p(p) value_blob value_dup context_db_handle user_data
i(p) value_bytes value_frombind value_int value_nochange value_numeric_type value_subtype value_type
d(p) value_double
j(p) value_int64
v(p) value_free result_error_nomem result_error_toobig result_null
p(ps) value_pointer
p(pi) aggregate_context get_auxdata
v(pipx) set_auxdata
v(ppix) result_blob
v(pd) result_double
v(psi) result_error
v(pi) result_error_code result_int result_subtype result_zeroblob
v(pj) result_int64
v(ppcx) result_pointer
v(psix) result_text
i(pj) result_zeroblob64
`;
