import { decodeUtf8, encodeUtf8Into, StorageError } from "../../base/index.js";

/*
 * Bytes as text, as SQLite's own kvvfs writes them: a byte that is not zero is two upper-case hexadecimal digits, a run of
 * zeros its length in base 26, lowest digit first, "a" being 0. So 53 00 00 00 0A is "53d0A".
 */

const LETTER_A = 97;
const BASE = 26;
const DIGITS = "0123456789ABCDEF";

/** Codes of the two digits of every byte, the first one in the lower half. */
const DIGIT_PAIRS = Uint16Array.from(
  { length: 256 },
  (_, byte) => DIGITS.charCodeAt(byte >> 4) | (DIGITS.charCodeAt(byte & 15) << 8),
);

/** Values of the digits by their codes; more than 15 for what is none. */
const DIGIT_VALUES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = DIGITS.indexOf(String.fromCharCode(code));
  return value < 0 ? 255 : value;
});

/** Writes a number that is not zero as runs of zeros are written. */
export function encodeCount(count: number): string {
  let text = "";
  for (let rest = count; rest > 0; rest = Math.floor(rest / BASE))
    text += String.fromCharCode(LETTER_A + (rest % BASE));
  return text;
}

/** Writes bytes as text. */
export function encodePage(bytes: Uint8Array): string {
  const codes = new Uint8Array(bytes.length * 2);
  let length = 0;
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] as number;
    if (byte === 0) {
      const start = index;
      while (index < bytes.length && bytes[index] === 0) index++;
      for (let zeros = index - start; zeros > 0; zeros = Math.floor(zeros / BASE))
        codes[length++] = LETTER_A + (zeros % BASE);
      continue;
    }
    const pair = DIGIT_PAIRS[byte] as number;
    codes[length++] = pair;
    codes[length++] = pair >> 8;
    index++;
  }
  return decodeUtf8(codes.subarray(0, length));
}

/**
 * Reads bytes from text.
 *
 * @param target - gets the bytes from `skip` on; zeros where the text ends earlier
 * @returns bytes that the text stands for, at least as far as it was read: to the end of `target`
 * @throws StorageError `corrupt`
 */
export function decodePage(text: string, target: Uint8Array, skip = 0): number {
  target.fill(0);
  const end = skip + target.length;
  // No byte takes more than two characters; a run that is cut off here is zeros to the end.
  const needed = text.slice(0, end * 2);
  const codes = new Uint8Array(needed.length);
  const { read, written } = encodeUtf8Into(needed, codes);
  let position = 0;
  for (let index = 0; index < written && position < end; ) {
    let code = codes[index] as number;
    if (code >= LETTER_A && code < LETTER_A + BASE) {
      for (let factor = 1; code >= LETTER_A && code < LETTER_A + BASE; factor *= BASE) {
        position += (code - LETTER_A) * factor;
        code = ++index < written ? (codes[index] as number) : 0;
      }
      continue;
    }
    const high = DIGIT_VALUES[code] as number;
    const low = index + 1 < written ? (DIGIT_VALUES[codes[index + 1] as number] as number) : 255;
    if ((high | low) > 15) throw notEncoded();
    if (position >= skip) target[position - skip] = (high << 4) | low;
    position++;
    index += 2;
  }
  // A character that is more than one byte does not fit.
  if (read < needed.length && position < end) throw notEncoded();
  return position;
}

function notEncoded(): StorageError {
  return new StorageError("corrupt", "a stored page is not encoded as kvvfs encodes pages");
}
