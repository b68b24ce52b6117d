import { encodeUtf8 } from "../../base/index.js";
import { type Capi, type ContextPointer, SCRATCH_SIZE } from "../../capi/index.js";
import { type FunctionPointer, type Pointer, WasmOutOfMemoryError } from "../../wasm/index.js";
import type { FunctionOwner } from "./function-owner.js";
import { asUnsigned, isBytes } from "./sql-source.js";

const INT64_LIMIT = 2 ** 63;

/**
 * Hands SQLite the result of an SQL function. A whole number within 64 bits is an INTEGER, a boolean 1 or 0, `undefined`
 * NULL.
 *
 * @throws TypeError for what SQLite cannot store; RangeError for a bigint beyond 64 bits
 * @see https://www.sqlite.org/c3ref/result_blob.html
 */
export function setResult(capi: Capi, call: ContextPointer, result: unknown): void {
  if (typeof result === "number") setNumber(capi, call, result);
  else if (typeof result === "string") setBytes(capi, call, encodeUtf8(result), "sqlite3_result_text");
  else if (result === null || result === undefined) capi.sqlite3_result_null(call);
  else if (typeof result === "bigint") setBigInt(capi, call, result);
  else if (typeof result === "boolean") capi.sqlite3_result_int(call, result ? 1 : 0);
  else if (isBytes(result)) setBytes(capi, call, asUnsigned(result), "sqlite3_result_blob");
  else {
    throw new TypeError(
      `${describe(result)} is no result of an SQL function; return null, number, bigint, string or bytes`,
    );
  }
}

function describe(result: unknown): string {
  if (typeof result !== "object" || result === null) return `a ${typeof result}`;
  return `an object of class ${result.constructor?.name}`;
}

function setNumber(capi: Capi, call: ContextPointer, result: number): void {
  if ((result | 0) === result) capi.sqlite3_result_int(call, result);
  else if (Number.isInteger(result) && result >= -INT64_LIMIT && result < INT64_LIMIT) {
    capi.sqlite3_result_int64(call, BigInt(result));
  } else capi.sqlite3_result_double(call, result);
}

function setBigInt(capi: Capi, call: ContextPointer, result: bigint): void {
  if (BigInt.asIntN(64, result) !== result) {
    throw new RangeError(`the bigint ${result} does not fit SQLite's 64-bit integers`);
  }
  capi.sqlite3_result_int64(call, result);
}

function setBytes(
  capi: Capi,
  call: ContextPointer,
  bytes: Uint8Array,
  setter: "sqlite3_result_text" | "sqlite3_result_blob",
): void {
  const { length } = bytes;
  const { heap } = capi;
  if (length <= SCRATCH_SIZE) {
    const address: Pointer = capi.scratch.address;
    heap.u8.set(bytes, address);
    capi[setter](call, address, length, capi.constants.SQLITE_TRANSIENT as FunctionPointer);
    return;
  }
  const address = capi.sqlite3_malloc(length);
  if (address === 0) {
    capi.sqlite3_result_error_nomem(call);
    return;
  }
  heap.u8.set(bytes, address);
  capi[setter](call, address, length, capi.freeDestructor);
}

/**
 * Makes the running SQL function fail, with the text of what its JavaScript threw. It throws nothing itself: an
 * exception must not unwind SQLite.
 */
export function setFailure(context: FunctionOwner, call: ContextPointer, error: unknown): void {
  const { allocator, sqlite3_result_error, sqlite3_result_error_nomem } = context.capi;
  try {
    if (error instanceof WasmOutOfMemoryError) throw error;
    const text = textOf(error);
    context.remember(text, error);
    const message = allocator.allocCString(text);
    sqlite3_result_error(call, message, -1);
    allocator.free(message);
  } catch {
    sqlite3_result_error_nomem(call);
  }
}

function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an SQL function threw an object that has no text";
  }
}
