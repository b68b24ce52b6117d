import { encodeUtf8, encodeUtf8Into, utf8Length } from "../base/index.js";

/** Bytes of a text in UTF-8; `null` for what is no string. */
export function jstrlen(text: string): number;
export function jstrlen(text: unknown): number | null;
export function jstrlen(text: unknown): number | null {
  return typeof text === "string" ? utf8Length(text) : null;
}

/**
 * Encodes a text as UTF-8 into part of an array. A character that does not fit whole is left out.
 *
 * @param target - where the bytes go
 * @param offset - where in `target` they begin
 * @param maxBytes - bytes at most, the zero included; negative for all there are
 * @param addNul - whether a zero ends the text, even a text cut short
 * @returns bytes written, the zero included
 * @throws TypeError when `text` is no string or `target` no `Uint8Array` or `Int8Array`
 */
export function jstrcpy(
  text: string,
  target: Uint8Array | Int8Array,
  offset = 0,
  maxBytes = -1,
  addNul = true,
): number {
  if (!(target instanceof Uint8Array || target instanceof Int8Array)) {
    throw new TypeError("jstrcpy() writes into a Uint8Array or an Int8Array");
  }
  // Node refuses what is no string; browsers would encode its name.
  if (typeof text !== "string") throw new TypeError("jstrcpy() copies a string");
  const room = target.length - offset;
  const limit = maxBytes < 0 ? room : Math.min(maxBytes, room);
  if (!(limit > 0) || offset < 0) return 0;
  const bytes = new Uint8Array(target.buffer, target.byteOffset + offset, limit);
  const { written } = encodeUtf8Into(text, addNul ? bytes.subarray(0, limit - 1) : bytes);
  if (!addNul) return written;
  bytes[written] = 0;
  return written + 1;
}

/** Encodes a text as UTF-8, if asked with a zero at the end. */
export function jstrToUintArray(text: string, addNul = false): Uint8Array {
  return encodeUtf8(addNul ? `${text}\0` : text);
}
