import type { Destructor, StatementArgument, TextArgument, WasmPointer } from "./argument-types.js";

/**
 * Functions of a statement: run, bind, read. Columns count from 0, parameters from 1.
 *
 * @see https://www.sqlite.org/c3ref/stmt.html
 */
export interface StatementFunctions {
  sqlite3_step(statement: StatementArgument): number;
  sqlite3_reset(statement: StatementArgument): number;
  sqlite3_finalize(statement: StatementArgument): number;
  sqlite3_sql(statement: StatementArgument): string | null;
  sqlite3_expanded_sql(statement: StatementArgument): string | null;
  sqlite3_stmt_readonly(statement: StatementArgument): number;
  sqlite3_stmt_busy(statement: StatementArgument): number;
  sqlite3_stmt_isexplain(statement: StatementArgument): number;
  sqlite3_stmt_explain(statement: StatementArgument, mode: number): number;
  sqlite3_stmt_status(statement: StatementArgument, counter: number, reset: number): number;
  sqlite3_db_handle(statement: StatementArgument): WasmPointer;

  sqlite3_bind_double(statement: StatementArgument, index: number, value: number): number;
  sqlite3_bind_int(statement: StatementArgument, index: number, value: number): number;
  sqlite3_bind_int64(statement: StatementArgument, index: number, value: bigint | number): number;
  sqlite3_bind_null(statement: StatementArgument, index: number): number;
  sqlite3_bind_zeroblob(statement: StatementArgument, index: number, byteLength: number): number;
  sqlite3_bind_pointer(
    statement: StatementArgument,
    index: number,
    pointer: WasmPointer,
    type: TextArgument,
    destructor: Destructor,
  ): number;
  sqlite3_bind_parameter_count(statement: StatementArgument): number;
  sqlite3_bind_parameter_index(statement: StatementArgument, name: TextArgument): number;
  sqlite3_bind_parameter_name(statement: StatementArgument, index: number): string | null;
  sqlite3_clear_bindings(statement: StatementArgument): number;

  sqlite3_column_count(statement: StatementArgument): number;
  sqlite3_data_count(statement: StatementArgument): number;
  sqlite3_column_name(statement: StatementArgument, column: number): string | null;
  sqlite3_column_decltype(statement: StatementArgument, column: number): string | null;
  sqlite3_column_database_name(statement: StatementArgument, column: number): string | null;
  sqlite3_column_table_name(statement: StatementArgument, column: number): string | null;
  sqlite3_column_origin_name(statement: StatementArgument, column: number): string | null;
  sqlite3_column_type(statement: StatementArgument, column: number): number;
  sqlite3_column_int(statement: StatementArgument, column: number): number;
  sqlite3_column_int64(statement: StatementArgument, column: number): bigint;
  sqlite3_column_double(statement: StatementArgument, column: number): number;
  sqlite3_column_blob(statement: StatementArgument, column: number): WasmPointer;
  sqlite3_column_bytes(statement: StatementArgument, column: number): number;
  sqlite3_column_value(statement: StatementArgument, column: number): WasmPointer;
}

/** C types of {@link StatementFunctions}: see `readSignatures`. */
export const STATEMENT_SIGNATURES = `
i(S) step reset finalize stmt_readonly stmt_busy stmt_isexplain bind_parameter_count clear_bindings column_count data_count
s(S) sql
z(S) expanded_sql
p(S) db_handle
i(Si) stmt_explain bind_null column_type column_int column_bytes
i(Sii) stmt_status bind_int bind_zeroblob
i(Sid) bind_double
i(Sij) bind_int64
i(Sipcx) bind_pointer
i(Ss) bind_parameter_index
s(Si) bind_parameter_name column_name column_decltype column_database_name column_table_name column_origin_name
j(Si) column_int64
d(Si) column_double
p(Si) column_blob column_value
`;
