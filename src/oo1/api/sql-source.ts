import { decodeUtf8 } from "../../base/index.js";
import type { Capi } from "../../capi/index.js";
import { type CString, readCString } from "../../wasm/index.js";

/**
 * SQL text in any of the forms that the documented API takes: a string, strings to be joined without anything between,
 * UTF-8 bytes, or the address of a C string.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md#flexible-string
 */
export type SqlSource = string | readonly string[] | Uint8Array | Int8Array | ArrayBuffer | CString | number;

/** Whether a value is bytes that SQLite can store and that may hold SQL. */
export function isBytes(value: unknown): value is Uint8Array | Int8Array | ArrayBuffer {
  return value instanceof Uint8Array || value instanceof Int8Array || value instanceof ArrayBuffer;
}

/** The same bytes as unsigned ones, not copied. */
export function asUnsigned(bytes: Uint8Array | Int8Array | ArrayBuffer): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Reads SQL text.
 *
 * @returns the text, or `undefined` where the value is none of the forms of {@link SqlSource}
 */
export function sqlTextOf(capi: Capi, source: unknown): string | undefined {
  if (typeof source === "string") return source;
  if (Array.isArray(source)) return source.join("");
  if (isBytes(source)) return decodeUtf8(asUnsigned(source));
  return typeof source === "number" ? textAt(capi, source) : undefined;
}

/** Reads the C string at an address; `undefined` for the null pointer and for what is no address. */
export function textAt(capi: Capi, address: number): string | undefined {
  if (!(Number.isInteger(address) && address > 0 && address < capi.heap.byteLength)) return undefined;
  return readCString(capi.heap, address as CString) ?? undefined;
}
