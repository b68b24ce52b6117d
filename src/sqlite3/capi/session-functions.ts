import type { Callback, DatabaseArgument, TextArgument, WasmPointer } from "./argument-types.js";
import type { StreamOutput } from "./stream-types.js";
import { OUTPUT_STREAM } from "./stream-types.js";

/**
 * Functions that record the changes of a connection. Bytes that they give out are to be freed with `sqlite3_free`.
 *
 * @see https://www.sqlite.org/session/funclist.html
 */
export interface SessionFunctions {
  sqlite3session_create(db: DatabaseArgument, schema: TextArgument, sessionOut: WasmPointer): number;
  sqlite3session_config(operation: number, argument: WasmPointer): number;
  sqlite3session_object_config(session: WasmPointer, operation: number, argument: WasmPointer): number;
  sqlite3session_enable(session: WasmPointer, on: number): number;
  sqlite3session_indirect(session: WasmPointer, on: number): number;
  /** @param table - `null` for every table */
  sqlite3session_attach(session: WasmPointer, table: TextArgument): number;
  /** The filter leaves the function table when it is replaced and when the session is deleted. */
  sqlite3session_table_filter(
    session: WasmPointer,
    filter: Callback<(context: WasmPointer, table: string) => number>,
    context: WasmPointer,
  ): void;
  sqlite3session_changeset(session: WasmPointer, byteLengthOut: WasmPointer, bytesOut: WasmPointer): number;
  sqlite3session_changeset_strm(
    session: WasmPointer,
    output: Callback<StreamOutput>,
    context: WasmPointer,
  ): number;
  sqlite3session_changeset_size(session: WasmPointer): bigint;
  sqlite3session_patchset(session: WasmPointer, byteLengthOut: WasmPointer, bytesOut: WasmPointer): number;
  sqlite3session_patchset_strm(
    session: WasmPointer,
    output: Callback<StreamOutput>,
    context: WasmPointer,
  ): number;
  sqlite3session_diff(
    session: WasmPointer,
    fromSchema: TextArgument,
    table: TextArgument,
    messageOut: WasmPointer,
  ): number;
  sqlite3session_isempty(session: WasmPointer): number;
  sqlite3session_memory_used(session: WasmPointer): bigint;
}

/** C types of {@link SessionFunctions}: see `readSignatures`. */
export const SESSION_SIGNATURES = `
i(Dsp) session_create
i(ip) session_config
i(p) session_isempty
j(p) session_changeset_size session_memory_used
i(pi) session_enable session_indirect
i(pip) session_object_config
i(ps) session_attach
v(p[xFilter:i(ps):report]p) session_table_filter
i(pssp) session_diff
i(ppp) session_changeset session_patchset
i(p${OUTPUT_STREAM}p) session_changeset_strm session_patchset_strm
`;
