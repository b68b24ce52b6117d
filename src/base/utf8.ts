const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Encodes a string as UTF-8. Lone surrogates become U+FFFD.
 *
 * @param text - any string
 * @returns the bytes, without a terminating zero
 */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * Encodes a string as UTF-8 into existing bytes.
 *
 * @param text - any string; a character that does not fit whole is left out
 * @param target - where the bytes go; three bytes per UTF-16 code unit always suffice
 * @returns `read` UTF-16 code units consumed and `written` bytes
 */
export function encodeUtf8Into(text: string, target: Uint8Array): TextEncoderEncodeIntoResult {
  return encoder.encodeInto(text, target);
}

/**
 * Decodes UTF-8. Ill-formed sequences become U+FFFD; a leading byte order mark is kept.
 *
 * @param bytes - UTF-8 bytes; must not lie in a SharedArrayBuffer (browsers refuse to decode those)
 */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/**
 * Counts the bytes that a string takes in UTF-8, without encoding it.
 *
 * @param text - any string; a lone surrogate counts three bytes, as U+FFFD would
 */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      // A surrogate pair is two code units and four bytes.
      length += 2;
      index++;
    } else length += 2;
  }
  return length;
}
