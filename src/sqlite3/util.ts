import { type ByteArray, flexibleString, isByteArray, isTypedArray } from "../wasm/index.js";
import type { SQLite3ErrorClass } from "./errors.js";
import { isUIThread } from "./is-ui-thread.js";
import type { WasmNamespace } from "./wasm-namespace.js";

/**
 * `sqlite3.util`: helpers of this library itself. They are there when `sqlite3InitModule.__isUnderTest` is set, and may
 * change.
 */
export interface Util {
  /** Throws an `Error` of these texts. */
  toss(...parts: readonly unknown[]): never;
  /** Throws an `SQLite3Error` of these. */
  toss3(...parts: readonly unknown[]): never;
  /** @throws Error when `value` is falsy */
  assert(value: unknown, message?: string): void;
  isInt32(value: unknown): boolean;
  bigIntFits32(value: number | bigint): boolean;
  bigIntFits64(value: number | bigint): boolean;
  bigIntFitsDouble(value: number | bigint): boolean;
  isTypedArray(value: unknown): boolean;
  /** Whether a value can be bound as a blob. */
  isBindableTypedArray(value: unknown): value is ByteArray;
  /** Whether a value can be read as SQL. */
  isSQLableTypedArray(value: unknown): value is ByteArray;
  /** @throws SQLite3Error when a value cannot be bound as a blob */
  affirmBindableTypedArray(value: unknown): true;
  /** Reads a text, UTF-8 bytes, pieces of text or a C string; any other value stays as it is. */
  flexibleString(value: unknown): unknown;
  /** Whether this is a window's thread and not a worker's. */
  isUIThread(): boolean;
  /** @throws SQLite3Error when bytes do not begin as a database does */
  affirmDbHeader(bytes: Uint8Array | ArrayBuffer): void;
  /** @throws SQLite3Error when bytes cannot be a whole database */
  affirmIsDb(bytes: Uint8Array | ArrayBuffer): void;
}

/** How a database file begins. @see https://www.sqlite.org/fileformat2.html#the_database_header */
const DATABASE_HEADER = "SQLite format 3\0";

/** Makes the helpers of one instance. */
export function createUtil(wasm: WasmNamespace, SQLite3Error: SQLite3ErrorClass): Util {
  const affirmDbHeader = (bytes: Uint8Array | ArrayBuffer): void => {
    const start = new Uint8Array(bytes).subarray(0, DATABASE_HEADER.length);
    if (String.fromCharCode(...start) !== DATABASE_HEADER) {
      throw new SQLite3Error("these bytes do not begin as an SQLite database does");
    }
  };
  return {
    toss(...parts) {
      throw new Error(parts.join(" "));
    },
    toss3: (...parts) => SQLite3Error.toss(...parts),
    assert(value, message = "") {
      if (!value) throw new Error(`Assertion failed: ${message}`);
    },
    isInt32: (value) => typeof value === "number" && value === (value | 0),
    bigIntFits32: (value) => value >= -0x80000000 && value <= 0x7fffffff,
    bigIntFits64: (value) => value >= -(2n ** 63n) && value < 2n ** 63n,
    bigIntFitsDouble: (value) => value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER,
    isTypedArray,
    isBindableTypedArray: isByteArray,
    isSQLableTypedArray: isByteArray,
    affirmBindableTypedArray(value) {
      if (!isByteArray(value))
        throw new SQLite3Error("bytes are a Uint8Array, an Int8Array or an ArrayBuffer");
      return true;
    },
    flexibleString: (value) => flexibleString(value, wasm.cstrToJs),
    isUIThread,
    affirmDbHeader,
    affirmIsDb(bytes) {
      const size = bytes.byteLength;
      if (size < 512 || size % 512 !== 0) throw new SQLite3Error(`a database does not have ${size} bytes`);
      affirmDbHeader(bytes);
    },
  };
}
