import { decodeUtf8, StorageError } from "../../base/index.js";

/*
 * Bytes as text, as SQLite's own kvvfs writes them: a byte that is not zero is two upper-case hexadecimal digits, a run of
 * zeros its length in base 26, lowest digit first, "a" being 0. So 53 00 00 00 0A is "53d0A".
 */

const LETTER_A = 97;
const BASE = 26;
const DIGITS = "0123456789ABCDEF";

/** Codes of the two digits of every byte, one after the other. */
const DIGIT_CODES = Uint8Array.from({ length: 512 }, (_, index) =>
  DIGITS.charCodeAt(index % 2 === 0 ? index >> 5 : (index >> 1) & 15),
);

/** Values of the digits by their codes; -1 for what is none. */
const DIGIT_VALUES = Int8Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));

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
  let zeros = 0;
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index];
    if (byte === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 0; zeros = Math.floor(zeros / BASE)) codes[length++] = LETTER_A + (zeros % BASE);
    if (byte === undefined) break;
    codes[length++] = DIGIT_CODES[byte * 2] ?? 0;
    codes[length++] = DIGIT_CODES[byte * 2 + 1] ?? 0;
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
  let position = 0;
  for (let index = 0; index < text.length && position < end; ) {
    let letter = text.charCodeAt(index) - LETTER_A;
    if (letter >= 0 && letter < BASE) {
      for (let factor = 1; letter >= 0 && letter < BASE; factor *= BASE) {
        position += letter * factor;
        letter = text.charCodeAt(++index) - LETTER_A;
      }
      continue;
    }
    const byte =
      ((DIGIT_VALUES[text.charCodeAt(index)] ?? -1) << 4) | (DIGIT_VALUES[text.charCodeAt(index + 1)] ?? -1);
    if (byte < 0) throw new StorageError("corrupt", "a stored page is not encoded as kvvfs encodes pages");
    if (position >= skip) target[position - skip] = byte;
    position++;
    index += 2;
  }
  return position;
}
