import { encodeUtf8Into, ResultCode, utf8Length } from "../base/index.js";
import { type Capi, SCRATCH_SIZE, type StatementPointer } from "../capi/index.js";
import type { FunctionPointer } from "../wasm/index.js";
import type { BindableValue } from "./values.js";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** Longest text, in UTF-16 code units, for which a loop over its characters beats a call of the encoder. */
const ASCII_LOOP_LIMIT = 128;

/** Longest text whose UTF-8 surely fits the scratch block. */
const SCRATCH_TEXT_LIMIT = Math.floor(SCRATCH_SIZE / 3);

/**
 * Binds one value. Allocates nothing for numbers, null, short texts and short blobs, apart from the bigint that an
 * integer beyond 32 bits needs.
 *
 * @param index - parameter position, from 1
 * @returns a result code
 * @throws TypeError for a type that SQLite cannot store; RangeError for a bigint beyond 64 bits
 */
export function bindValue(
  capi: Capi,
  statement: StatementPointer,
  index: number,
  value: BindableValue,
): number {
  switch (typeof value) {
    case "number":
      if ((value | 0) === value) return capi.sqlite3_bind_int(statement, index, value);
      return Number.isSafeInteger(value)
        ? capi.sqlite3_bind_int64(statement, index, BigInt(value))
        : capi.sqlite3_bind_double(statement, index, value);
    case "string":
      return bindText(capi, statement, index, value);
    case "bigint":
      if (value < INT64_MIN || value > INT64_MAX) {
        throw new RangeError(`parameter ${index}: the bigint ${value} does not fit SQLite's 64-bit integers`);
      }
      return capi.sqlite3_bind_int64(statement, index, value);
    case "boolean":
      return capi.sqlite3_bind_int(statement, index, value ? 1 : 0);
    case "undefined":
      return capi.sqlite3_bind_null(statement, index);
    case "object":
      if (value === null) return capi.sqlite3_bind_null(statement, index);
      if (value instanceof Uint8Array) return bindBlob(capi, statement, index, value);
      if (value instanceof Int8Array) {
        return bindBlob(
          capi,
          statement,
          index,
          new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
        );
      }
      if (value instanceof ArrayBuffer) return bindBlob(capi, statement, index, new Uint8Array(value));
  }
  throw new TypeError(
    `parameter ${index}: ${describe(value)} cannot be stored; bind null, number, bigint, string or Uint8Array`,
  );
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  const name = value.constructor?.name;
  return name === undefined || name === "Object" ? "a plain object" : `an object of class ${name}`;
}

function bindText(capi: Capi, statement: StatementPointer, index: number, text: string): number {
  const { scratch, heap } = capi;
  const transient = capi.constants.SQLITE_TRANSIENT as FunctionPointer;
  if (text.length <= ASCII_LOOP_LIMIT && scratch.writeAscii(text)) {
    return capi.sqlite3_bind_text(statement, index, scratch.address, text.length, transient);
  }
  if (text.length <= SCRATCH_TEXT_LIMIT) {
    const address = scratch.address;
    const { written } = encodeUtf8Into(text, heap.bytes(address, SCRATCH_SIZE));
    return capi.sqlite3_bind_text(statement, index, address, written, transient);
  }
  // A long text is encoded into an allocation that SQLite takes over, so it exists once.
  const length = utf8Length(text);
  if (isTooBig(capi, statement, length)) return ResultCode.SQLITE_TOOBIG;
  const address = capi.sqlite3_malloc(length + 1);
  if (address === 0) return ResultCode.SQLITE_NOMEM;
  encodeUtf8Into(text, heap.bytes(address, length));
  heap.u8[address + length] = 0;
  return capi.sqlite3_bind_text(statement, index, address, length, capi.freeDestructor);
}

function bindBlob(capi: Capi, statement: StatementPointer, index: number, bytes: Uint8Array): number {
  const { length } = bytes;
  const { heap } = capi;
  if (length === 0) return capi.sqlite3_bind_zeroblob(statement, index, 0);
  if (length <= SCRATCH_SIZE) {
    const address = capi.scratch.address;
    heap.u8.set(bytes, address);
    const transient = capi.constants.SQLITE_TRANSIENT as FunctionPointer;
    return capi.sqlite3_bind_blob(statement, index, address, length, transient);
  }
  if (isTooBig(capi, statement, length)) return ResultCode.SQLITE_TOOBIG;
  const address = capi.sqlite3_malloc(length);
  if (address === 0) return ResultCode.SQLITE_NOMEM;
  heap.u8.set(bytes, address);
  return capi.sqlite3_bind_blob(statement, index, address, length, capi.freeDestructor);
}

/** SQLite would say so itself, but only after the memory for the value has been found. */
function isTooBig(capi: Capi, statement: StatementPointer, length: number): boolean {
  const db = capi.sqlite3_db_handle(statement);
  return length > capi.sqlite3_limit(db, capi.constants.SQLITE_LIMIT_LENGTH, -1);
}
