import { EngineError } from "../base/index.js";
import type { CapiFunctionName, CapiFunctions } from "./raw-exports.js";

/** Every name of {@link CapiFunctions}, for picking them out of an instance. The type checker keeps it complete. */
const FUNCTION_NAMES: Readonly<Record<CapiFunctionName, true>> = {
  sqlite3_initialize: true,
  sqlite3_libversion: true,
  sqlite3_sourceid: true,
  sqlite3_malloc: true,
  sqlite3_realloc: true,
  sqlite3_free: true,
  sqlite3_msize: true,
  sqlite3_open_v2: true,
  sqlite3_close_v2: true,
  sqlite3_errcode: true,
  sqlite3_extended_errcode: true,
  sqlite3_extended_result_codes: true,
  sqlite3_errmsg: true,
  sqlite3_errstr: true,
  sqlite3_error_offset: true,
  sqlite3_busy_timeout: true,
  sqlite3_changes: true,
  sqlite3_changes64: true,
  sqlite3_total_changes: true,
  sqlite3_total_changes64: true,
  sqlite3_last_insert_rowid: true,
  sqlite3_get_autocommit: true,
  sqlite3_txn_state: true,
  sqlite3_interrupt: true,
  sqlite3_progress_handler: true,
  sqlite3_db_filename: true,
  sqlite3_db_name: true,
  sqlite3_db_readonly: true,
  sqlite3_next_stmt: true,
  sqlite3_limit: true,
  sqlite3_file_control: true,
  sqlite3_exec: true,
  sqlite3_trace_v2: true,
  sqlite3_prepare_v3: true,
  sqlite3_step: true,
  sqlite3_reset: true,
  sqlite3_finalize: true,
  sqlite3_clear_bindings: true,
  sqlite3_sql: true,
  sqlite3_expanded_sql: true,
  sqlite3_stmt_readonly: true,
  sqlite3_stmt_busy: true,
  sqlite3_stmt_isexplain: true,
  sqlite3_db_handle: true,
  sqlite3_bind_parameter_count: true,
  sqlite3_bind_parameter_index: true,
  sqlite3_bind_parameter_name: true,
  sqlite3_bind_null: true,
  sqlite3_bind_int: true,
  sqlite3_bind_int64: true,
  sqlite3_bind_double: true,
  sqlite3_bind_text: true,
  sqlite3_bind_blob: true,
  sqlite3_bind_zeroblob: true,
  sqlite3_column_count: true,
  sqlite3_data_count: true,
  sqlite3_column_name: true,
  sqlite3_column_decltype: true,
  sqlite3_column_type: true,
  sqlite3_column_int: true,
  sqlite3_column_int64: true,
  sqlite3_column_double: true,
  sqlite3_column_text: true,
  sqlite3_column_blob: true,
  sqlite3_column_bytes: true,
  sqlite3_column_value: true,
  sqlite3_create_function_v2: true,
  sqlite3_create_window_function: true,
  sqlite3_user_data: true,
  sqlite3_aggregate_context: true,
  sqlite3_context_db_handle: true,
  sqlite3_value_type: true,
  sqlite3_value_int64: true,
  sqlite3_value_double: true,
  sqlite3_value_text: true,
  sqlite3_value_blob: true,
  sqlite3_value_bytes: true,
  sqlite3_result_null: true,
  sqlite3_result_int: true,
  sqlite3_result_int64: true,
  sqlite3_result_double: true,
  sqlite3_result_text: true,
  sqlite3_result_blob: true,
  sqlite3_result_zeroblob: true,
  sqlite3_result_error: true,
  sqlite3_result_error_nomem: true,
  sqlite3_result_error_toobig: true,
  sqlite3_vfs_find: true,
  sqlite3_vfs_register: true,
  sqlite3_vfs_unregister: true,
  sqlite3_uri_parameter: true,
  sqlite3_serialize: true,
  sqlite3_deserialize: true,
  sqlite3__wasm_db_vfs: true,
  sqlite3__wasm_enum_json: true,
};

/**
 * Picks the C functions out of an instance's exports. The result is an ordinary object, since property access on an
 * exports object is slow.
 *
 * @throws {@link EngineError} `wasm-mismatch` when one is missing
 */
export function pickFunctions(exports: WebAssembly.Exports): CapiFunctions {
  const functions: Partial<Record<CapiFunctionName, unknown>> = {};
  for (const name of Object.keys(FUNCTION_NAMES) as CapiFunctionName[]) {
    const candidate = exports[name];
    if (typeof candidate !== "function") {
      throw new EngineError("wasm-mismatch", `this wasm file does not export ${name}`);
    }
    functions[name] = candidate;
  }
  return functions as CapiFunctions;
}
