import { decodeUtf8 } from "../../base/index.js";
import { ValueTag } from "./layout.js";

/** Code units that one call makes a string of: arguments lie on the stack. */
const UNITS_AT_ONCE = 4096;

/** Reads messages out of shared memory, as `ValueWriter` writes them. */
export class ValueReader {
  readonly #structure: Uint8Array;
  readonly #view: DataView;
  readonly #text: Uint8Array;
  /** A copy of the text: decoders do not take shared memory. */
  readonly #ownText: Uint8Array;
  readonly #keys: string[] = [];
  #at = 0;
  #decoded = "";
  #textAt = 0;

  constructor(structure: Uint8Array, text: Uint8Array) {
    this.#structure = structure;
    this.#view = new DataView(structure.buffer, structure.byteOffset, structure.byteLength);
    this.#text = text;
    this.#ownText = new Uint8Array(text.length);
  }

  /** @param textSize - bytes of text in the message */
  read(textSize: number): unknown {
    this.#at = 0;
    this.#textAt = 0;
    this.#ownText.set(this.#text.subarray(0, textSize));
    // One call for all texts: each takes longer than cutting all of them out.
    this.#decoded = textSize === 0 ? "" : decodeUtf8(this.#ownText.subarray(0, textSize));
    return this.#value();
  }

  #value(): unknown {
    switch (this.#byte()) {
      case ValueTag.Null:
        return null;
      case ValueTag.False:
        return false;
      case ValueTag.True:
        return true;
      case ValueTag.Integer:
        this.#at += 4;
        return this.#view.getInt32(this.#at - 4);
      case ValueTag.Number:
        this.#at += 8;
        return this.#view.getFloat64(this.#at - 8);
      case ValueTag.BigInt:
        this.#at += 8;
        return this.#view.getBigInt64(this.#at - 8);
      case ValueTag.Ascii:
        return this.#ascii();
      case ValueTag.Utf16:
        return this.#utf16();
      case ValueTag.Bytes:
        return this.#bytes();
      case ValueTag.Buffer:
        return this.#bytes().buffer;
      case ValueTag.Array:
        return this.#array();
      case ValueTag.Object:
        return this.#object();
      default:
        return undefined;
    }
  }

  #byte(): number {
    return this.#structure[this.#at++] as number;
  }

  #length(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2);
  }

  #ascii(): string {
    const begin = this.#textAt;
    this.#textAt = begin + this.#length();
    return this.#decoded.slice(begin, this.#textAt);
  }

  #utf16(): string {
    const units = new Uint16Array(this.#length());
    for (let index = 0; index < units.length; index++) units[index] = this.#length();
    let text = "";
    for (let begin = 0; begin < units.length; begin += UNITS_AT_ONCE) {
      text += String.fromCharCode(...units.subarray(begin, begin + UNITS_AT_ONCE));
    }
    return text;
  }

  #bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length());
    bytes.set(this.#structure.subarray(this.#at, this.#at + bytes.length));
    this.#at += bytes.length;
    return bytes;
  }

  #array(): unknown[] {
    const values = new Array<unknown>(this.#length());
    for (let index = 0; index < values.length; index++) values[index] = this.#value();
    return values;
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let left = this.#byte(); left > 0; left--) {
      const name = this.#key();
      object[name] = this.#value();
    }
    return object;
  }

  #key(): string {
    const number = this.#byte();
    const keys = this.#keys;
    if (number === keys.length) keys.push(this.#value() as string);
    return keys[number] as string;
  }
}
