import { decodeUtf8, encodeUtf8 } from "../../../base/index.js";

/** What can be serialised. */
export type Argument = string | number | bigint | boolean | null;

const Tag = { NULL: 0, FALSE: 1, TRUE: 2, NUMBER: 3, BIGINT: 4, STRING: 5 } as const;
const EIGHT_BYTES = 8;
const LENGTH_SIZE = 4;

/**
 * Serialises values: a count in one byte, then each as a tag in one byte and its bytes, little-endian (number as
 * Float64, bigint as Int64, string as its UTF-8 length in four bytes and that many bytes). Reads and writes do not pass
 * here: their arguments are numbers at fixed places.
 *
 * @param target - may lie in shared memory
 * @returns bytes written
 * @throws RangeError when they do not fit
 */
export function encodeArguments(target: Uint8Array, values: readonly Argument[]): number {
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  let at = 0;
  const begin = (tag: number, size: number): void => {
    if (at + 1 + size > target.length)
      throw new RangeError("the arguments of a storage operation are too long");
    target[at++] = tag;
  };
  begin(values.length, 0);
  for (const value of values) {
    if (value === null) begin(Tag.NULL, 0);
    else if (typeof value === "boolean") begin(value ? Tag.TRUE : Tag.FALSE, 0);
    else if (typeof value === "number") {
      begin(Tag.NUMBER, EIGHT_BYTES);
      view.setFloat64(at, value, true);
      at += EIGHT_BYTES;
    } else if (typeof value === "bigint") {
      begin(Tag.BIGINT, EIGHT_BYTES);
      view.setBigInt64(at, value, true);
      at += EIGHT_BYTES;
    } else {
      // Browsers refuse to encode into shared memory.
      const bytes = encodeUtf8(value);
      begin(Tag.STRING, LENGTH_SIZE + bytes.length);
      view.setUint32(at, bytes.length, true);
      target.set(bytes, at + LENGTH_SIZE);
      at += LENGTH_SIZE + bytes.length;
    }
  }
  return at;
}

/** Reads back what {@link encodeArguments} wrote. */
export function decodeArguments(source: Uint8Array): Argument[] {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  let at = 1;
  return Array.from({ length: source[0] ?? 0 }, (): Argument => {
    const tag = source[at++];
    if (tag === Tag.NULL) return null;
    if (tag === Tag.FALSE || tag === Tag.TRUE) return tag === Tag.TRUE;
    const start = at;
    at += EIGHT_BYTES;
    if (tag === Tag.NUMBER) return view.getFloat64(start, true);
    if (tag === Tag.BIGINT) return view.getBigInt64(start, true);
    const length = view.getUint32(start, true);
    at = start + LENGTH_SIZE + length;
    return decodeUtf8(source.slice(start + LENGTH_SIZE, at));
  });
}
