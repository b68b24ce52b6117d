import type { CString, FunctionPointer, Pointer } from "../wasm/index.js";
import type {
  ContextPointer,
  DatabasePointer,
  StatementPointer,
  ValuePointer,
  VfsPointer,
} from "./pointers.js";

/**
 * C functions that the rooms above call, as the wasm exports them: pointers and 32-bit integers are numbers, 64-bit
 * integers are bigint, results are result codes where the C documentation says so. A pointer result is signed here;
 * addresses stay below 2 GiB, so that never shows.
 *
 * @see https://www.sqlite.org/c3ref/funclist.html
 */
export interface CapiFunctions {
  sqlite3_initialize(): number;
  sqlite3_libversion(): CString;
  sqlite3_sourceid(): CString;
  sqlite3_malloc(size: number): Pointer;
  sqlite3_realloc(address: Pointer, size: number): Pointer;
  sqlite3_free(address: Pointer): void;
  sqlite3_msize(address: Pointer): bigint;

  sqlite3_open_v2(filename: CString, out: Pointer, flags: number, vfs: CString): number;
  sqlite3_close_v2(db: DatabasePointer): number;
  sqlite3_errcode(db: DatabasePointer): number;
  sqlite3_extended_errcode(db: DatabasePointer): number;
  sqlite3_extended_result_codes(db: DatabasePointer, on: number): number;
  sqlite3_errmsg(db: DatabasePointer): CString;
  sqlite3_errstr(code: number): CString;
  sqlite3_error_offset(db: DatabasePointer): number;
  sqlite3_busy_timeout(db: DatabasePointer, milliseconds: number): number;
  sqlite3_changes(db: DatabasePointer): number;
  sqlite3_changes64(db: DatabasePointer): bigint;
  sqlite3_total_changes(db: DatabasePointer): number;
  sqlite3_total_changes64(db: DatabasePointer): bigint;
  sqlite3_last_insert_rowid(db: DatabasePointer): bigint;
  sqlite3_get_autocommit(db: DatabasePointer): number;
  sqlite3_txn_state(db: DatabasePointer, schema: CString): number;
  sqlite3_interrupt(db: DatabasePointer): void;
  sqlite3_progress_handler(
    db: DatabasePointer,
    operations: number,
    callback: FunctionPointer,
    context: Pointer,
  ): void;
  sqlite3_db_filename(db: DatabasePointer, schema: CString): CString;
  sqlite3_db_name(db: DatabasePointer, index: number): CString;
  sqlite3_db_readonly(db: DatabasePointer, schema: CString): number;
  sqlite3_next_stmt(db: DatabasePointer, after: StatementPointer): StatementPointer;
  sqlite3_limit(db: DatabasePointer, id: number, value: number): number;
  sqlite3_file_control(db: DatabasePointer, schema: CString, operation: number, argument: Pointer): number;
  sqlite3_exec(
    db: DatabasePointer,
    sql: CString,
    callback: FunctionPointer,
    context: Pointer,
    errorOut: Pointer,
  ): number;
  sqlite3_trace_v2(db: DatabasePointer, events: number, callback: FunctionPointer, context: Pointer): number;

  sqlite3_prepare_v3(
    db: DatabasePointer,
    sql: CString,
    byteLength: number,
    flags: number,
    statementOut: Pointer,
    tailOut: Pointer,
  ): number;
  sqlite3_step(statement: StatementPointer): number;
  sqlite3_reset(statement: StatementPointer): number;
  sqlite3_finalize(statement: StatementPointer): number;
  sqlite3_clear_bindings(statement: StatementPointer): number;
  sqlite3_sql(statement: StatementPointer): CString;
  sqlite3_expanded_sql(statement: StatementPointer): CString;
  sqlite3_stmt_readonly(statement: StatementPointer): number;
  sqlite3_stmt_busy(statement: StatementPointer): number;
  sqlite3_stmt_isexplain(statement: StatementPointer): number;
  sqlite3_db_handle(statement: StatementPointer): DatabasePointer;

  sqlite3_bind_parameter_count(statement: StatementPointer): number;
  sqlite3_bind_parameter_index(statement: StatementPointer, name: CString): number;
  sqlite3_bind_parameter_name(statement: StatementPointer, index: number): CString;
  sqlite3_bind_null(statement: StatementPointer, index: number): number;
  sqlite3_bind_int(statement: StatementPointer, index: number, value: number): number;
  sqlite3_bind_int64(statement: StatementPointer, index: number, value: bigint): number;
  sqlite3_bind_double(statement: StatementPointer, index: number, value: number): number;
  sqlite3_bind_text(
    statement: StatementPointer,
    index: number,
    text: Pointer,
    byteLength: number,
    destructor: FunctionPointer,
  ): number;
  sqlite3_bind_blob(
    statement: StatementPointer,
    index: number,
    bytes: Pointer,
    byteLength: number,
    destructor: FunctionPointer,
  ): number;
  sqlite3_bind_zeroblob(statement: StatementPointer, index: number, byteLength: number): number;

  sqlite3_column_count(statement: StatementPointer): number;
  sqlite3_data_count(statement: StatementPointer): number;
  sqlite3_column_name(statement: StatementPointer, index: number): CString;
  sqlite3_column_decltype(statement: StatementPointer, index: number): CString;
  sqlite3_column_type(statement: StatementPointer, index: number): number;
  sqlite3_column_int(statement: StatementPointer, index: number): number;
  sqlite3_column_int64(statement: StatementPointer, index: number): bigint;
  sqlite3_column_double(statement: StatementPointer, index: number): number;
  sqlite3_column_text(statement: StatementPointer, index: number): CString;
  sqlite3_column_blob(statement: StatementPointer, index: number): Pointer<"bytes">;
  sqlite3_column_bytes(statement: StatementPointer, index: number): number;
  sqlite3_column_value(statement: StatementPointer, index: number): ValuePointer;

  sqlite3_create_function_v2(
    db: DatabasePointer,
    name: CString,
    argumentCount: number,
    flags: number,
    userData: Pointer,
    xFunc: FunctionPointer,
    xStep: FunctionPointer,
    xFinal: FunctionPointer,
    xDestroy: FunctionPointer,
  ): number;
  sqlite3_create_window_function(
    db: DatabasePointer,
    name: CString,
    argumentCount: number,
    flags: number,
    userData: Pointer,
    xStep: FunctionPointer,
    xFinal: FunctionPointer,
    xValue: FunctionPointer,
    xInverse: FunctionPointer,
    xDestroy: FunctionPointer,
  ): number;
  sqlite3_user_data(context: ContextPointer): Pointer;
  sqlite3_aggregate_context(context: ContextPointer, size: number): Pointer;
  sqlite3_context_db_handle(context: ContextPointer): DatabasePointer;
  sqlite3_value_type(value: ValuePointer): number;
  sqlite3_value_int64(value: ValuePointer): bigint;
  sqlite3_value_double(value: ValuePointer): number;
  sqlite3_value_text(value: ValuePointer): CString;
  sqlite3_value_blob(value: ValuePointer): Pointer<"bytes">;
  sqlite3_value_bytes(value: ValuePointer): number;
  sqlite3_result_null(context: ContextPointer): void;
  sqlite3_result_int(context: ContextPointer, value: number): void;
  sqlite3_result_int64(context: ContextPointer, value: bigint): void;
  sqlite3_result_double(context: ContextPointer, value: number): void;
  sqlite3_result_text(
    context: ContextPointer,
    text: Pointer,
    byteLength: number,
    destructor: FunctionPointer,
  ): void;
  sqlite3_result_blob(
    context: ContextPointer,
    bytes: Pointer,
    byteLength: number,
    destructor: FunctionPointer,
  ): void;
  sqlite3_result_zeroblob(context: ContextPointer, byteLength: number): void;
  sqlite3_result_error(context: ContextPointer, message: Pointer, byteLength: number): void;
  sqlite3_result_error_nomem(context: ContextPointer): void;
  sqlite3_result_error_toobig(context: ContextPointer): void;

  sqlite3_vfs_find(name: CString): VfsPointer;
  sqlite3_vfs_register(vfs: VfsPointer, makeDefault: number): number;
  sqlite3_vfs_unregister(vfs: VfsPointer): number;
  sqlite3_stmt_status(statement: StatementPointer, counter: number, reset: number): number;
  sqlite3_uri_boolean(filename: CString, name: CString, fallback: number): number;
  sqlite3_uri_parameter(filename: CString, name: CString): CString;

  sqlite3_serialize(db: DatabasePointer, schema: CString, sizeOut: Pointer, flags: number): Pointer<"bytes">;
  sqlite3_deserialize(
    db: DatabasePointer,
    schema: CString,
    data: Pointer<"bytes">,
    size: bigint,
    capacity: bigint,
    flags: number,
  ): number;

  sqlite3_backup_init(
    to: DatabasePointer,
    toSchema: CString,
    from: DatabasePointer,
    fromSchema: CString,
  ): Pointer;
  sqlite3_backup_step(backup: Pointer, pages: number): number;
  sqlite3_backup_finish(backup: Pointer): number;

  /** The pointers after the column's name take what is known of the column; 0 for what is of no interest. */
  sqlite3_table_column_metadata(
    db: DatabasePointer,
    schema: CString,
    table: CString,
    column: CString,
    declaredType: Pointer,
    collation: Pointer,
    isNotNull: Pointer,
    isPrimaryKey: Pointer,
    isAutoincrement: Pointer,
  ): number;

  /** The callback gets `(context, db, operation, schema, table, rowidBefore, rowidAfter)`, the last two as 64 bits. */
  sqlite3_preupdate_hook(db: DatabasePointer, callback: FunctionPointer, context: Pointer): Pointer;
  sqlite3_rollback_hook(db: DatabasePointer, callback: FunctionPointer, context: Pointer): Pointer;
  sqlite3_set_authorizer(db: DatabasePointer, callback: FunctionPointer, context: Pointer): number;

  /** Name of the connection's VFS object; from SQLite's own wasm glue. */
  sqlite3__wasm_db_vfs(db: DatabasePointer, schema: CString): VfsPointer;
  /** JSON text with every constant and struct layout of this build. */
  sqlite3__wasm_enum_json(): CString;
}

/** Name of a C function in {@link CapiFunctions}. */
export type CapiFunctionName = keyof CapiFunctions;
