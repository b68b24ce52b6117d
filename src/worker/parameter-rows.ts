import { ResultCode } from "../base/index.js";
import { type Capi, type DatabasePointer, type StatementPointer, sqliteError } from "../capi/index.js";
import { BatchHeader } from "../protocol/index.js";
import { NULL, type Pointer } from "../wasm/index.js";
import type { ParameterKernel } from "./parameter-kernel.js";
import { ParameterState } from "./parameter-state.js";

/**
 * Rows of parameters in wasm memory, all of them copied there at once; SQLite reads texts and blobs where they are.
 *
 *     state        of the kernel
 *     positions    a u32 for each column; then on to a multiple of eight bytes
 *     rows         as they came, as `row-layout.ts` draws them
 */
export class ParameterRows {
  readonly columnCount: number;
  readonly #capi: Capi;
  readonly #kernel: ParameterKernel;
  readonly #state: Pointer;
  readonly #positions: number;

  /**
   * @param buffer - as `row-layout.ts` draws, with lengths of texts in bytes
   * @throws SqliteError `SQLITE_NOMEM`; RangeError when the buffer is shorter than its header says
   */
  constructor(capi: Capi, kernel: ParameterKernel, buffer: ArrayBuffer) {
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    const word = (index: number) => header[index] as number;
    const rowCount = word(BatchHeader.rowCount);
    const columnCount = word(BatchHeader.columnCount);
    const lengths = BatchHeader.byteLength + word(BatchHeader.numberCount) * 8;
    const types = lengths + word(BatchHeader.lengthCount) * 4;
    const text = types + rowCount * columnCount;
    const blobs = text + word(BatchHeader.textSize);
    if (blobs + word(BatchHeader.blobSize) > buffer.byteLength) {
      throw new RangeError("the rows are shorter than they say");
    }
    const rowsAt = ParameterState.byteLength + Math.ceil(columnCount / 2) * 8;
    // One byte more, so that an empty text has an address: without one it would be NULL.
    const state = capi.sqlite3_malloc(rowsAt + buffer.byteLength + 1);
    if (state === 0) throw sqliteError(capi, ResultCode.SQLITE_NOMEM, NULL);
    const rows = state + rowsAt;
    capi.heap.u8.set(new Uint8Array(buffer), rows);
    capi.heap.u8.fill(0, state, state + ParameterState.byteLength);
    this.columnCount = columnCount;
    this.#capi = capi;
    this.#kernel = kernel;
    this.#state = state;
    this.#positions = (state + ParameterState.byteLength) >> 2;
    this.#set("numbers", rows + BatchHeader.byteLength);
    this.#set("lengths", rows + lengths);
    this.#set("types", rows + types);
    this.#set("text", rows + text);
    this.#set("blobs", rows + blobs);
    this.#set("columnCount", columnCount);
    this.#set("positions", state + ParameterState.byteLength);
    this.#set("rowsLeft", rowCount);
    for (let column = 0; column < columnCount; column++) this.setPosition(column, column + 1);
  }

  /** Rows that have not been bound yet. */
  get rowsLeft(): number {
    return this.#get("rowsLeft");
  }

  /** Says which parameter, from 1, a column is for; without that it is the one at its place. */
  setPosition(column: number, position: number): void {
    this.#capi.heap.i32[this.#positions + column] = position;
  }

  /**
   * Binds the next row.
   * @throws SqliteError `SQLITE_TOOBIG`, `SQLITE_NOMEM`
   */
  bindNext(statement: StatementPointer): void {
    const code = this.#kernel.bindRow(statement, this.#state);
    if (code !== ResultCode.SQLITE_OK) {
      throw sqliteError(this.#capi, code, this.#capi.sqlite3_db_handle(statement));
    }
  }

  /**
   * Runs a statement for all rows that are left.
   *
   * @returns rows that it has changed in all
   * @throws SqliteError as {@link bindNext}; what `fail` makes of the code of a step
   */
  runAll(statement: StatementPointer, database: DatabasePointer, fail: (code: number) => unknown): number {
    const code = this.#kernel.runRows(statement, database, this.#state);
    if (code !== ResultCode.SQLITE_OK) {
      if (this.#get("hasStepped") !== 0) fail(code);
      throw sqliteError(this.#capi, code, database);
    }
    const low = this.#get("changes") >>> 0;
    const high = this.#capi.heap.i32[(this.#state + ParameterState.changes + 4) >> 2] as number;
    return high * 2 ** 32 + low;
  }

  /** Frees the memory; nothing may be bound to it any more. */
  dispose(): void {
    this.#capi.sqlite3_free(this.#state);
  }

  #get(name: keyof typeof ParameterState): number {
    return this.#capi.heap.i32[(this.#state + ParameterState[name]) >> 2] as number;
  }

  #set(name: keyof typeof ParameterState, value: number): void {
    this.#capi.heap.i32[(this.#state + ParameterState[name]) >> 2] = value;
  }
}
