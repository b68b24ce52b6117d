import type { DatabaseArgument, StatementArgument, TextArgument, WasmPointer } from "./argument-types.js";

/**
 * Functions of a connection and of backups. Results are result codes where the C documentation says so.
 *
 * @see https://www.sqlite.org/c3ref/funclist.html
 */
export interface ConnectionFunctions {
  sqlite3_open(filename: TextArgument, dbOut: WasmPointer): number;
  sqlite3_open_v2(filename: TextArgument, dbOut: WasmPointer, flags: number, vfs: TextArgument): number;
  sqlite3_errcode(db: DatabaseArgument): number;
  sqlite3_extended_errcode(db: DatabaseArgument): number;
  sqlite3_extended_result_codes(db: DatabaseArgument, on: number): number;
  sqlite3_errmsg(db: DatabaseArgument): string;
  sqlite3_set_errmsg(db: DatabaseArgument, code: number, message: TextArgument): number;
  /** Byte of the SQL at which the latest error is, or -1. */
  sqlite3_error_offset(db: DatabaseArgument): number;
  sqlite3_busy_timeout(db: DatabaseArgument, milliseconds: number): number;
  sqlite3_changes(db: DatabaseArgument): number;
  sqlite3_changes64(db: DatabaseArgument): bigint;
  sqlite3_total_changes(db: DatabaseArgument): number;
  sqlite3_total_changes64(db: DatabaseArgument): bigint;
  sqlite3_last_insert_rowid(db: DatabaseArgument): bigint;
  sqlite3_set_last_insert_rowid(db: DatabaseArgument, rowid: bigint): void;
  sqlite3_get_autocommit(db: DatabaseArgument): number;
  sqlite3_txn_state(db: DatabaseArgument, schema: TextArgument): number;
  sqlite3_interrupt(db: DatabaseArgument): void;
  sqlite3_is_interrupted(db: DatabaseArgument): number;
  sqlite3_limit(db: DatabaseArgument, id: number, value: number): number;
  sqlite3_db_filename(db: DatabaseArgument, schema: TextArgument): string | null;
  sqlite3_db_name(db: DatabaseArgument, index: number): string | null;
  sqlite3_db_readonly(db: DatabaseArgument, schema: TextArgument): number;
  sqlite3_db_status(
    db: DatabaseArgument,
    operation: number,
    current: WasmPointer,
    highest: WasmPointer,
    reset: number,
  ): number;
  sqlite3_db_status64(
    db: DatabaseArgument,
    operation: number,
    current: WasmPointer,
    highest: WasmPointer,
    reset: number,
  ): number;
  sqlite3_file_control(
    db: DatabaseArgument,
    schema: TextArgument,
    operation: number,
    argument: WasmPointer,
  ): number;
  sqlite3_next_stmt(db: DatabaseArgument, after: StatementArgument): WasmPointer;
  sqlite3_table_column_metadata(
    db: DatabaseArgument,
    schema: TextArgument,
    table: TextArgument,
    column: TextArgument,
    typeOut: WasmPointer,
    collationOut: WasmPointer,
    notNullOut: WasmPointer,
    primaryKeyOut: WasmPointer,
    autoincrementOut: WasmPointer,
  ): number;
  sqlite3_overload_function(db: DatabaseArgument, name: TextArgument, argumentCount: number): number;
  /** @returns bytes to be freed with `sqlite3_free`, unless they are SQLite's own */
  sqlite3_serialize(
    db: DatabaseArgument,
    schema: TextArgument,
    sizeOut: WasmPointer,
    flags: number,
  ): WasmPointer;
  sqlite3_deserialize(
    db: DatabaseArgument,
    schema: TextArgument,
    data: WasmPointer,
    size: bigint | number,
    capacity: bigint | number,
    flags: number,
  ): number;
  sqlite3_backup_init(
    target: DatabaseArgument,
    targetSchema: TextArgument,
    source: DatabaseArgument,
    sourceSchema: TextArgument,
  ): WasmPointer;
  sqlite3_backup_step(backup: WasmPointer, pages: number): number;
  sqlite3_backup_finish(backup: WasmPointer): number;
  sqlite3_backup_remaining(backup: WasmPointer): number;
  sqlite3_backup_pagecount(backup: WasmPointer): number;
}

/** C types of {@link ConnectionFunctions}: see `readSignatures`. */
export const CONNECTION_SIGNATURES = `
i(sp) open
i(spis) open_v2
i(D) errcode extended_errcode error_offset changes total_changes get_autocommit is_interrupted
j(D) changes64 total_changes64 last_insert_rowid
s(D) errmsg
v(D) interrupt
i(Di) extended_result_codes busy_timeout
s(Di) db_name
i(Dii) limit
i(Dis) set_errmsg
v(Dj) set_last_insert_rowid
p(DS) next_stmt
i(Ds) txn_state db_readonly
s(Ds) db_filename
i(Dsi) overload_function
i(Dsip) file_control
i(Dsssppppp) table_column_metadata
i(Dippi) db_status db_status64
p(Dspi) serialize
i(Dspjji) deserialize
p(DsDs) backup_init
i(pi) backup_step
i(p) backup_finish backup_remaining backup_pagecount
`;
