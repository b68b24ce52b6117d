import { KEY_LIMIT, ValueTag } from "./layout.js";

/** Objects inside each other; more may be a circle. */
const DEPTH_LIMIT = 16;

/** What a `u16` takes. */
const LENGTH_LIMIT = 0xffff;

/**
 * Writes messages into shared memory, as the reader beside it reads them: everything that requests and answers are made of,
 * and nothing is lost. Encoders of the platform do not take shared memory, and structured cloning does not work into it.
 */
export class ValueWriter {
  /** Bytes of text that the latest message has. */
  textSize = 0;
  readonly #structure: Uint8Array;
  readonly #view: DataView;
  readonly #text: Uint8Array;
  /** Those that the reader knows, and then those of the latest message. */
  readonly #keys: string[] = [];
  #knownKeys = 0;
  #at = 0;

  constructor(structure: Uint8Array, text: Uint8Array) {
    this.#structure = structure;
    this.#view = new DataView(structure.buffer, structure.byteOffset, structure.byteLength);
    this.#text = text;
  }

  /** @returns whether it is written: it may be too large, or nothing that can be written */
  write(message: unknown): boolean {
    this.#keys.length = this.#knownKeys;
    this.#at = 0;
    this.textSize = 0;
    return this.#value(message, 0);
  }

  /** The latest message will be read: its keys are known from now on. */
  settle(): void {
    this.#knownKeys = this.#keys.length;
  }

  #value(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case "number":
        return this.#number(value);
      case "string":
        return this.#string(value);
      case "boolean":
        return this.#tag(value ? ValueTag.True : ValueTag.False, 0);
      case "undefined":
        return this.#tag(ValueTag.Undefined, 0);
      case "bigint":
        if (BigInt.asIntN(64, value) !== value || !this.#tag(ValueTag.BigInt, 8)) return false;
        this.#view.setBigInt64(this.#at, value);
        this.#at += 8;
        return true;
      case "object":
        return value === null ? this.#tag(ValueTag.Null, 0) : this.#object(value, depth);
      default:
        return false;
    }
  }

  /** Writes a tag if there is room for it and so many bytes more. */
  #tag(tag: number, size: number): boolean {
    if (this.#at + 1 + size > this.#structure.length) return false;
    this.#structure[this.#at++] = tag;
    return true;
  }

  /** Writes a tag and a length if there is room for them and so many bytes more. */
  #tagWithLength(tag: number, length: number, size: number): boolean {
    if (length > LENGTH_LIMIT || !this.#tag(tag, 2 + size)) return false;
    this.#view.setUint16(this.#at, length);
    this.#at += 2;
    return true;
  }

  #number(value: number): boolean {
    // Not minus zero.
    if ((value | 0) === value && (value !== 0 || 1 / value > 0)) {
      if (!this.#tag(ValueTag.Integer, 4)) return false;
      this.#view.setInt32(this.#at, value);
      this.#at += 4;
      return true;
    }
    if (!this.#tag(ValueTag.Number, 8)) return false;
    this.#view.setFloat64(this.#at, value);
    this.#at += 8;
    return true;
  }

  #string(value: string): boolean {
    const { length } = value;
    const text = this.#text;
    const begin = this.textSize;
    if (begin + length > text.length) return false;
    let index = 0;
    for (; index < length; index++) {
      const unit = value.charCodeAt(index);
      if (unit > 0x7f) break;
      text[begin + index] = unit;
    }
    if (index < length) return this.#utf16(value);
    this.textSize = begin + length;
    return this.#tagWithLength(ValueTag.Ascii, length, 0);
  }

  #utf16(value: string): boolean {
    const { length } = value;
    if (!this.#tagWithLength(ValueTag.Utf16, length, length * 2)) return false;
    for (let index = 0; index < length; index++) {
      this.#view.setUint16(this.#at, value.charCodeAt(index));
      this.#at += 2;
    }
    return true;
  }

  #object(value: object, depth: number): boolean {
    if (depth === DEPTH_LIMIT) return false;
    if (Array.isArray(value)) {
      if (!this.#tagWithLength(ValueTag.Array, value.length, 0)) return false;
      for (let index = 0; index < value.length; index++) {
        if (!this.#value(value[index], depth + 1)) return false;
      }
      return true;
    }
    if (value instanceof Uint8Array) return this.#bytes(ValueTag.Bytes, value);
    if (value instanceof ArrayBuffer) {
      return value.byteLength > 0 && this.#bytes(ValueTag.Buffer, new Uint8Array(value));
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    return this.#properties(value as Record<string, unknown>, depth);
  }

  #bytes(tag: number, bytes: Uint8Array): boolean {
    // What has been transferred away looks empty as well, and must not be sent as if it were.
    if (bytes.length === 0) return false;
    if (!this.#tagWithLength(tag, bytes.length, bytes.length)) return false;
    this.#structure.set(bytes, this.#at);
    this.#at += bytes.length;
    return true;
  }

  #properties(value: Record<string, unknown>, depth: number): boolean {
    const names = Object.keys(value);
    if (names.length > KEY_LIMIT || !this.#tag(ValueTag.Object, 1)) return false;
    this.#structure[this.#at++] = names.length;
    for (const name of names) {
      if (!this.#key(name) || !this.#value(value[name], depth + 1)) return false;
    }
    return true;
  }

  /** A key's number is one byte; that of one which is new is followed by its text. */
  #key(name: string): boolean {
    const keys = this.#keys;
    const known = keys.indexOf(name);
    if (known >= 0) return this.#tag(known, 0);
    // Setting it would not make a property.
    if (keys.length === KEY_LIMIT || name === "__proto__") return false;
    if (!this.#tag(keys.length, 0)) return false;
    keys.push(name);
    return this.#string(name);
  }
}
