import type { Callback, WasmPointer } from "./argument-types.js";
import { INPUT_STREAM, OUTPUT_STREAM, type StreamInput, type StreamOutput } from "./stream-types.js";

/**
 * Functions that read, turn around and join changesets. Bytes that they give out are to be freed with `sqlite3_free`.
 *
 * @see https://www.sqlite.org/session/funclist.html
 */
export interface ChangesetFunctions {
  sqlite3changeset_start(iteratorOut: WasmPointer, byteLength: number, bytes: WasmPointer): number;
  sqlite3changeset_start_v2(
    iteratorOut: WasmPointer,
    byteLength: number,
    bytes: WasmPointer,
    flags: number,
  ): number;
  sqlite3changeset_next(iterator: WasmPointer): number;
  sqlite3changeset_op(
    iterator: WasmPointer,
    tableOut: WasmPointer,
    columnsOut: WasmPointer,
    operationOut: WasmPointer,
    indirectOut: WasmPointer,
  ): number;
  sqlite3changeset_pk(iterator: WasmPointer, flagsOut: WasmPointer, columnsOut: WasmPointer): number;
  sqlite3changeset_old(iterator: WasmPointer, column: number, valueOut: WasmPointer): number;
  sqlite3changeset_new(iterator: WasmPointer, column: number, valueOut: WasmPointer): number;
  sqlite3changeset_conflict(iterator: WasmPointer, column: number, valueOut: WasmPointer): number;
  sqlite3changeset_fk_conflicts(iterator: WasmPointer, countOut: WasmPointer): number;
  sqlite3changeset_invert(
    byteLength: number,
    bytes: WasmPointer,
    byteLengthOut: WasmPointer,
    bytesOut: WasmPointer,
  ): number;
  sqlite3changeset_invert_strm(
    input: Callback<StreamInput>,
    inputContext: WasmPointer,
    output: Callback<StreamOutput>,
    outputContext: WasmPointer,
  ): number;
  sqlite3changeset_concat(
    byteLengthA: number,
    bytesA: WasmPointer,
    byteLengthB: number,
    bytesB: WasmPointer,
    byteLengthOut: WasmPointer,
    bytesOut: WasmPointer,
  ): number;
  sqlite3changeset_concat_strm(
    inputA: Callback<StreamInput>,
    contextA: WasmPointer,
    inputB: Callback<StreamInput>,
    contextB: WasmPointer,
    output: Callback<StreamOutput>,
    outputContext: WasmPointer,
  ): number;
  sqlite3changegroup_new(groupOut: WasmPointer): number;
  sqlite3changegroup_add(group: WasmPointer, byteLength: number, bytes: WasmPointer): number;
  sqlite3changegroup_add_strm(group: WasmPointer, input: Callback<StreamInput>, context: WasmPointer): number;
  sqlite3changegroup_output(group: WasmPointer, byteLengthOut: WasmPointer, bytesOut: WasmPointer): number;
  sqlite3changegroup_output_strm(
    group: WasmPointer,
    output: Callback<StreamOutput>,
    context: WasmPointer,
  ): number;
  sqlite3changegroup_delete(group: WasmPointer): void;
}

/** C types of {@link ChangesetFunctions}: see `readSignatures`. */
export const CHANGESET_SIGNATURES = `
i(p) changeset_next changegroup_new
i(ppppp) changeset_op
i(ppp) changeset_pk
i(pip) changeset_start changeset_old changeset_new changeset_conflict
i(pipi) changeset_start_v2
i(pp) changeset_fk_conflicts
i(ippp) changeset_invert
i(${INPUT_STREAM}p${OUTPUT_STREAM}p) changeset_invert_strm
i(ipippp) changeset_concat
i(${INPUT_STREAM}p${INPUT_STREAM}p${OUTPUT_STREAM}p) changeset_concat_strm
i(pip) changegroup_add
i(p${INPUT_STREAM}p) changegroup_add_strm
i(ppp) changegroup_output
i(p${OUTPUT_STREAM}p) changegroup_output_strm
v(p) changegroup_delete
`;
