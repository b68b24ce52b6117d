import type { WireParameters, WireValue } from "../protocol/index.js";

/**
 * A value for a parameter of a statement. A boolean is stored as 1 or 0, an `ArrayBuffer` as a blob. A number without
 * fraction is stored as INTEGER when it is safe (±(2^53-1)), any other as REAL.
 */
export type ParameterValue = null | boolean | number | bigint | string | Uint8Array | ArrayBuffer;

/** Parameters of a statement: an array by position, or an object by name, with or without the `:`, `@` or `$`. */
export type SqlParameters = readonly ParameterValue[] | Readonly<Record<string, ParameterValue>>;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Checks parameters and copies them into the form that is sent.
 *
 * @throws TypeError for what SQLite has no type for; RangeError for a number, bigint or text that it would not store as
 *   it is. Both name the parameter.
 */
export function encodeParameters(parameters: unknown): WireParameters {
  if (parameters === undefined) return [];
  if (Array.isArray(parameters)) {
    const { length } = parameters;
    const values = new Array<WireValue>(length);
    for (let index = 0; index < length; index++) {
      values[index] = encodeValue(parameters[index], index + 1);
    }
    return values;
  }
  if (!isPlainObject(parameters)) {
    throw new TypeError(`parameters must be an array or a plain object, not ${describe(parameters)}`);
  }
  const names = Object.keys(parameters);
  return { names, values: names.map((name) => encodeValue(parameters[name], name)) };
}

/**
 * Checks one value.
 *
 * @param parameter - what errors call it
 * @throws as {@link encodeParameters}
 */
export function encodeValue(value: unknown, parameter: number | string): WireValue {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      if (value.isWellFormed()) return value;
      throw new RangeError(
        `parameter ${parameter}: the text contains a lone surrogate, which UTF-8 cannot express`,
      );
    case "number":
      if (!Number.isNaN(value)) return value;
      throw new RangeError(`parameter ${parameter}: SQLite cannot store NaN`);
    case "bigint":
      if (value >= INT64_MIN && value <= INT64_MAX) return value;
      throw new RangeError(`parameter ${parameter}: ${value} does not fit SQLite's 64-bit integers`);
    case "object":
      if (value === null) return null;
      if (isUint8Array(value) || isArrayBuffer(value)) return copyableBytes(value, parameter);
  }
  throw new TypeError(
    `parameter ${parameter}: ${describe(value)} cannot be stored; ` +
      "pass null, a boolean, number, bigint, string, Uint8Array or ArrayBuffer",
  );
}

/** By name, since an object of another realm (an iframe, a test runner) is no instance of this realm's class. */
function isUint8Array(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && tagOf(value) === "[object Uint8Array]";
}

function isArrayBuffer(value: object): value is ArrayBuffer {
  return tagOf(value) === "[object ArrayBuffer]";
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

/** A view is cloned with all of its buffer, and shared memory is not cloned at all: both are copied first. */
function copyableBytes(value: Uint8Array | ArrayBuffer, parameter: number | string): Uint8Array {
  const isWhole = value.byteLength > 0 && isUint8Array(value) && isArrayBuffer(value.buffer);
  if (isWhole && value.buffer.byteLength === value.byteLength) return value;
  try {
    // The copy of a buffer that was transferred away fails, rather than storing an empty blob.
    return isUint8Array(value) ? new Uint8Array(value) : new Uint8Array(value, 0);
  } catch (cause) {
    throw new TypeError(`parameter ${parameter}: the buffer is detached`, { cause });
  }
}

/** Whether a value may hold parameters by name. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  return isPlainObject(value)
    ? "a plain object"
    : `an object of class ${value.constructor?.name ?? "unknown"}`;
}
