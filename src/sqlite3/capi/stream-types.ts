import type { WasmPointer } from "./argument-types.js";

/**
 * Fills a buffer with the next bytes of a changeset. The cell holds how many bytes fit and then how many there are, 0 at
 * the end.
 *
 * @returns a result code
 * @see https://www.sqlite.org/session/sqlite3changegroup_add_strm.html
 */
export type StreamInput = (context: WasmPointer, buffer: WasmPointer, byteLengthCell: WasmPointer) => number;

/** Takes the next bytes of a changeset. @returns a result code */
export type StreamOutput = (context: WasmPointer, bytes: WasmPointer, byteLength: number) => number;

/** Decides whether the changes of a table are applied. */
export type TableFilter = (context: WasmPointer, table: string) => number;

/** Decides about the change that an iterator stands on: 0 leaves it out. */
export type ChangeFilter = (context: WasmPointer, iterator: WasmPointer) => number;

/** Decides what becomes of a conflict: `SQLITE_CHANGESET_OMIT`, `_REPLACE` or `_ABORT`. */
export type ConflictHandler = (context: WasmPointer, conflict: number, iterator: WasmPointer) => number;

/** A {@link StreamInput} that is read before the call returns, as a signature writes it. */
export const INPUT_STREAM = "{xInput:i(ppp):code}";

/** A {@link StreamOutput}. */
export const OUTPUT_STREAM = "{xOutput:i(ppi):code}";

/** A {@link TableFilter}. A table whose filter throws is left out, since a filter cannot fail. */
export const TABLE_FILTER = "{xFilter:i(ps):report}";

/** A {@link ChangeFilter}. A change whose filter throws is left out, since a filter cannot fail. */
export const CHANGE_FILTER = "{xFilter:i(pp):report}";

/** A {@link ConflictHandler}; what it throws aborts: 2 is `SQLITE_CHANGESET_ABORT`. */
export const CONFLICT_HANDLER = "{xConflict:i(pip):2}";
