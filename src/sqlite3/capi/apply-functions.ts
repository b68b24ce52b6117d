import type { Callback, DatabaseArgument, WasmPointer } from "./argument-types.js";
import {
  CHANGE_FILTER,
  type ChangeFilter,
  CONFLICT_HANDLER,
  type ConflictHandler,
  INPUT_STREAM,
  type StreamInput,
  TABLE_FILTER,
  type TableFilter,
} from "./stream-types.js";

/** Applies a changeset in memory. */
type Apply<Filter extends TableFilter | ChangeFilter, Rest extends readonly unknown[]> = (
  db: DatabaseArgument,
  byteLength: number,
  bytes: WasmPointer,
  filter: Callback<Filter>,
  conflict: Callback<ConflictHandler>,
  context: WasmPointer,
  ...rest: Rest
) => number;

/** Applies a changeset from a stream. */
type ApplyStream<Filter extends TableFilter | ChangeFilter, Rest extends readonly unknown[]> = (
  db: DatabaseArgument,
  input: Callback<StreamInput>,
  inputContext: WasmPointer,
  filter: Callback<Filter>,
  conflict: Callback<ConflictHandler>,
  context: WasmPointer,
  ...rest: Rest
) => number;

/** What the later versions take besides: where a buffer for rebasing goes, and flags. */
type RebaseArguments = readonly [rebaseOut: WasmPointer, byteLengthOut: WasmPointer, flags: number];

/**
 * Functions that apply changesets. Filters and conflict handlers are installed for the call.
 *
 * @see https://www.sqlite.org/session/sqlite3changeset_apply.html
 */
export interface ApplyFunctions {
  readonly sqlite3changeset_apply: Apply<TableFilter, readonly []>;
  readonly sqlite3changeset_apply_v2: Apply<TableFilter, RebaseArguments>;
  readonly sqlite3changeset_apply_v3: Apply<ChangeFilter, RebaseArguments>;
  readonly sqlite3changeset_apply_strm: ApplyStream<TableFilter, readonly []>;
  readonly sqlite3changeset_apply_v2_strm: ApplyStream<TableFilter, RebaseArguments>;
  readonly sqlite3changeset_apply_v3_strm: ApplyStream<ChangeFilter, RebaseArguments>;
}

const BY_TABLE = `${TABLE_FILTER}${CONFLICT_HANDLER}`;
const BY_CHANGE = `${CHANGE_FILTER}${CONFLICT_HANDLER}`;

/** C types of {@link ApplyFunctions}: see `readSignatures`. */
export const APPLY_SIGNATURES = `
i(Dip${BY_TABLE}p) changeset_apply
i(Dip${BY_TABLE}pppi) changeset_apply_v2
i(Dip${BY_CHANGE}pppi) changeset_apply_v3
i(D${INPUT_STREAM}p${BY_TABLE}p) changeset_apply_strm
i(D${INPUT_STREAM}p${BY_TABLE}pppi) changeset_apply_v2_strm
i(D${INPUT_STREAM}p${BY_CHANGE}pppi) changeset_apply_v3_strm
`;
