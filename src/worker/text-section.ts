import { decodeUtf8, encodeUtf8 } from "../base/index.js";
import { Section } from "./section.js";
import { countCodeUnits } from "./utf8-code-units.js";

/** Longest text, in bytes, that is copied byte by byte: until about here that beats making a view of its bytes. */
const LOOP_LIMIT = 64;

/** The texts of a batch, end to end. It stays well-formed UTF-8, so that decoded lengths add up. */
export class TextSection extends Section {
  /**
   * Adds one text.
   *
   * @param source - holds the text at `start`, for `length` bytes; ill-formed sequences become U+FFFD
   * @returns its length in UTF-16 code units
   */
  add(source: Uint8Array, start: number, length: number): number {
    this.reserve(length);
    const target = this.bytes;
    const { size } = this;
    if (length <= LOOP_LIMIT) {
      let index = 0;
      for (; index < length; index++) {
        const byte = source[start + index] as number;
        if (byte > 0x7f) break;
        target[size + index] = byte;
      }
      if (index === length) {
        this.size = size + length;
        return length;
      }
    }
    const units = countCodeUnits(source, start, start + length);
    if (units < 0) return this.#addRepaired(source.subarray(start, start + length));
    target.set(source.subarray(start, start + length), size);
    this.size = size + length;
    return units;
  }

  #addRepaired(illFormed: Uint8Array): number {
    const text = decodeUtf8(illFormed);
    const repaired = encodeUtf8(text);
    this.reserve(repaired.length);
    this.bytes.set(repaired, this.size);
    this.size += repaired.length;
    return text.length;
  }
}
