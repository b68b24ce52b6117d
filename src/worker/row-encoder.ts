import { decodeUtf8, encodeUtf8, ResultCode } from "../base/index.js";
import { type Capi, type StatementPointer, sqliteError } from "../capi/index.js";
import { BatchHeader } from "../protocol/index.js";
import { NULL, type Pointer } from "../wasm/index.js";
import { createRowKernel, type RowKernel } from "./row-kernel.js";
import { KernelCode, KernelState, TEXT_SLACK } from "./row-kernel-state.js";
import { countCodeUnits } from "./utf8-code-units.js";
import { WasmSection } from "./wasm-section.js";

/** Largest number of rows or bytes that the kernel counts to. */
const LARGEST_COUNT = 0x7fff_ffff;

/** Bytes for each cell in the three sections that grow together. */
const NUMBER_SIZE = 8;
const LENGTH_SIZE = 4;

/** Bytes that the kernel keeps for each column. */
const LAST_TEXT_SIZE = 8;

/**
 * Gathers rows of one statement at a time into batches for the main thread, as `row-layout.ts` draws them. The sections
 * lie in wasm memory, where the kernel writes them, until a batch is taken.
 */
export class RowEncoder {
  readonly #capi: Capi;
  readonly #numbers: WasmSection;
  readonly #lengths: WasmSection;
  readonly #types: WasmSection;
  readonly #text: WasmSection;
  readonly #blobs: WasmSection;
  readonly #lastTexts: WasmSection;
  #columnCount = 0;
  #kernel: RowKernel | undefined;
  #state: Pointer = NULL;

  constructor(capi: Capi) {
    this.#capi = capi;
    this.#numbers = new WasmSection(capi.allocator);
    this.#lengths = new WasmSection(capi.allocator);
    this.#types = new WasmSection(capi.allocator);
    this.#text = new WasmSection(capi.allocator);
    this.#blobs = new WasmSection(capi.allocator);
    this.#lastTexts = new WasmSection(capi.allocator);
  }

  /** Rows gathered so far. */
  get rowCount(): number {
    return this.#state === 0 ? 0 : this.#get("rowCount");
  }

  /** Bytes gathered so far. */
  get size(): number {
    return this.#sections().reduce((sum, [, size]) => sum + size, 0);
  }

  /**
   * Begins a batch. Rows that a failure has left are dropped.
   *
   * @param allBigInts - every INTEGER as bigint, not only those beyond ±(2^53-1)
   * @throws WasmOutOfMemoryError
   */
  begin(columnCount: number, allBigInts: boolean): void {
    if (this.#state === 0) {
      this.#kernel ??= createRowKernel(this.#capi, (...text) => this.#writeText(...text));
      this.#state = this.#capi.allocator.alloc(KernelState.byteLength);
    }
    this.#columnCount = columnCount;
    this.#lastTexts.reserve(columnCount * LAST_TEXT_SIZE);
    this.#set("allBigInts", allBigInts ? 1 : 0);
    this.#empty();
  }

  /**
   * Adds the row that a statement stands on.
   *
   * @throws SqliteError `SQLITE_NOMEM` when SQLite finds no memory to convert a value, WasmOutOfMemoryError; the batch must
   *   then be dropped
   */
  addRow(statement: StatementPointer): void {
    const kernel = this.#kernel as RowKernel;
    for (;;) {
      const code = kernel.addRow(statement, this.#columnCount, this.#state);
      if (code === KernelCode.Added) return;
      this.#makeRoom(code, statement);
    }
  }

  /**
   * Adds the row that a statement stands on, and those after it until there is enough.
   *
   * @param rowLimit - rows that the batch is to have at most
   * @param byteLimit - bytes after which it is large enough
   * @returns what `sqlite3_step` returned last: `SQLITE_ROW` where the statement stands on a row that is not added
   * @throws as {@link addRow}
   */
  addRows(statement: StatementPointer, rowLimit: number, byteLimit: number): number {
    const kernel = this.#kernel as RowKernel;
    this.#set("rowsLeft", Math.min(rowLimit - this.rowCount, LARGEST_COUNT));
    this.#set("limit", Math.min(byteLimit, LARGEST_COUNT));
    for (;;) {
      const code = kernel.addRows(statement, this.#columnCount, this.#state);
      if (code >= 0) return code;
      this.#makeRoom(code, statement);
    }
  }

  /**
   * Makes a batch of the rows gathered, and starts the next.
   *
   * @returns a buffer of its own, to be transferred
   */
  takeBatch(): ArrayBuffer {
    const sections = this.#sections();
    const sizes = sections.map(([, size]) => size);
    const [numbers = 0, lengths = 0, , text = 0, blobs = 0] = sizes;
    const buffer = new ArrayBuffer(sizes.reduce((sum, size) => sum + size, BatchHeader.byteLength));
    const header = new Uint32Array(buffer, 0, BatchHeader.wordCount);
    header[BatchHeader.rowCount] = this.rowCount;
    header[BatchHeader.columnCount] = this.#columnCount;
    header[BatchHeader.numberCount] = numbers / NUMBER_SIZE;
    header[BatchHeader.lengthCount] = lengths / LENGTH_SIZE;
    header[BatchHeader.textSize] = text;
    header[BatchHeader.blobSize] = blobs;
    const target = new Uint8Array(buffer);
    let offset = BatchHeader.byteLength;
    for (const [{ begin }, size] of sections) {
      if (size > 0) target.set(this.#capi.heap.bytes(begin, size), offset);
      offset += size;
    }
    this.#trim();
    this.#empty();
    return buffer;
  }

  /** Gives its memory back; it can be used again. */
  dispose(): void {
    for (const [section] of this.#sections()) section.free();
    this.#lastTexts.free();
    this.#capi.allocator.free(this.#state);
    this.#state = NULL;
  }

  /** The sections with their sizes in bytes, in the order of the layout. */
  #sections(): [section: WasmSection, size: number][] {
    const size = (section: WasmSection, name: "numbers" | "lengths" | "types" | "text" | "blobs") =>
      this.#state === 0 ? 0 : this.#get(name) - section.begin;
    return [
      [this.#numbers, size(this.#numbers, "numbers")],
      [this.#lengths, size(this.#lengths, "lengths")],
      [this.#types, size(this.#types, "types")],
      [this.#text, size(this.#text, "text")],
      [this.#blobs, size(this.#blobs, "blobs")],
    ];
  }

  #get(field: keyof typeof KernelState): number {
    return this.#capi.heap.u32[(this.#state + KernelState[field]) >>> 2] as number;
  }

  #set(field: keyof typeof KernelState, value: number): void {
    this.#capi.heap.u32[(this.#state + KernelState[field]) >>> 2] = value;
  }

  #empty(): void {
    this.#set("rowCount", 0);
    this.#place([0, 0, 0, 0, 0]);
  }

  /** Tells the kernel where the sections lie, with so many bytes in each. */
  #place([numbers = 0, lengths = 0, types = 0, text = 0, blobs = 0]: readonly number[]): void {
    this.#set("numbers", this.#numbers.begin + numbers);
    this.#set("lengths", this.#lengths.begin + lengths);
    this.#set("types", this.#types.begin + types);
    this.#set("text", this.#text.begin + text);
    this.#set("blobs", this.#blobs.begin + blobs);
    this.#set("typesEnd", this.#types.begin + this.#types.capacity);
    this.#set("textEnd", this.#text.begin + this.#text.capacity);
    this.#set("blobsEnd", this.#blobs.begin + this.#blobs.capacity);
    // Texts may have moved.
    this.#set("lastTexts", this.#lastTexts.begin);
    this.#capi.heap.bytes(this.#lastTexts.begin, this.#columnCount * LAST_TEXT_SIZE).fill(0);
    const begins = this.#sections().map(([{ begin }]) => begin as number);
    this.#set(
      "begin",
      begins.reduce((sum, begin) => sum + begin, 0),
    );
  }

  /** Gives memory back that few batches need. */
  #trim(): void {
    if (this.#text.isLarge) this.#text.free();
    if (this.#blobs.isLarge) this.#blobs.free();
    // Together: they have room for the same cells.
    if (this.#numbers.isLarge) for (const each of [this.#types, this.#numbers, this.#lengths]) each.free();
  }

  #makeRoom(code: number, statement: StatementPointer): void {
    const sizes = this.#sections().map(([, size]) => size);
    const [, , types = 0, text = 0, blobs = 0] = sizes;
    const more = this.#get("size");
    switch (code) {
      case KernelCode.TypesFull: {
        const cells = this.#types.capacityFor(types + more);
        this.#numbers.reserve(cells * NUMBER_SIZE);
        this.#lengths.reserve(cells * LENGTH_SIZE);
        // The last: where it has room, the kernel takes it that they have.
        this.#types.reserve(types + more);
        break;
      }
      case KernelCode.TextFull:
        this.#text.reserve(text + more + TEXT_SLACK);
        break;
      case KernelCode.BlobsFull:
        this.#blobs.reserve(blobs + more);
        break;
      default: {
        const db = this.#capi.sqlite3_db_handle(statement);
        throw sqliteError(this.#capi, ResultCode.SQLITE_NOMEM, db);
      }
    }
    this.#place(sizes);
  }

  /** Writes a text for the kernel. It stays well-formed UTF-8, so that decoded lengths add up. */
  #writeText(source: number, length: number, target: number, room: number): number {
    const { u8 } = this.#capi.heap;
    const units = countCodeUnits(u8, source, source + length);
    if (units >= 0) {
      u8.copyWithin(target, source, source + length);
      this.#set("size", length);
      return units;
    }
    const text = decodeUtf8(u8.subarray(source, source + length));
    const repaired = encodeUtf8(text);
    this.#set("size", repaired.length);
    if (repaired.length + TEXT_SLACK > room) return -1;
    u8.set(repaired, target);
    return text.length;
  }
}
