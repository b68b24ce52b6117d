import { decodeUtf8 } from "../base/index.js";

/** Bytes as SQLite takes them for blobs and texts. */
export type ByteArray = Uint8Array | Int8Array | ArrayBuffer;

/** What every typed array is, whatever its element. */
const TypedArray = Object.getPrototypeOf(Uint8Array) as abstract new () => Uint8Array;

/** Whether a value is any typed array. */
export function isTypedArray(value: unknown): value is ArrayBufferView {
  return value instanceof TypedArray;
}

/** Whether a value is bytes that SQLite takes as they are. */
export function isByteArray(value: unknown): value is ByteArray {
  return value instanceof Uint8Array || value instanceof Int8Array || value instanceof ArrayBuffer;
}

/** The bytes of a value, not copied. @throws TypeError for what is no byte array */
export function requireByteArray(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Int8Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError("bytes are a Uint8Array, an Int8Array or an ArrayBuffer");
}

/** Whether a typed array lies in memory that threads share, from which `TextDecoder` refuses to read. */
export function isSharedTypedArray(array: ArrayBufferView): boolean {
  return typeof SharedArrayBuffer !== "undefined" && array.buffer instanceof SharedArrayBuffer;
}

/** Part of a typed array: a view, or a copy where the memory is shared, so that it can be decoded. */
export function typedArrayPart(array: Uint8Array, begin?: number, end?: number): Uint8Array;
export function typedArrayPart(array: Int8Array, begin?: number, end?: number): Int8Array;
export function typedArrayPart(array: Uint8Array | Int8Array, begin?: number, end?: number): ArrayBufferView {
  return isSharedTypedArray(array) ? array.slice(begin, end) : array.subarray(begin, end);
}

/** Decodes part of a typed array as UTF-8; U+FFFD stands for what is ill-formed. */
export function typedArrayToString(array: Uint8Array | Int8Array, begin?: number, end?: number): string {
  return decodeUtf8(requireByteArray(typedArrayPart(array as Uint8Array, begin, end)));
}
