import { ResultCode } from "../../base/index.js";
import { flexibleString, isByteArray, isTypedArray } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { FlexibleText, WasmPointer } from "./argument-types.js";

/**
 * Further documented helpers.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface Helpers {
  /** Name of a result code; `undefined` for what is none. */
  sqlite3_js_rc_str(code: number): string | undefined;
  /** SQL in any form as a string; `undefined` for what is no SQL. */
  sqlite3_js_sql_to_string(sql: FlexibleText): string | undefined;
  /**
   * Calls a function again as long as it throws an error whose result code is `SQLITE_BUSY`.
   *
   * @param maxTimes - calls at most
   * @param beforeRetry - called before each further call, with its number, from 2 on
   * @returns what the function returns; `undefined` when `maxTimes` is not positive
   * @throws what the function throws
   */
  sqlite3_js_retry_busy<Result>(
    maxTimes: number,
    callback: () => Result,
    beforeRetry?: (attempt: number) => unknown,
  ): Result | undefined;
  /**
   * Memory of one call of an aggregate, all zero at first.
   * @throws WasmAllocError where there is none, unless `size` is 0
   */
  sqlite3_js_aggregate_context(context: WasmPointer, size: number): WasmPointer;
  /** Fills bytes, or `size` bytes at an address, with random ones. @returns the bytes, if they were given */
  sqlite3_randomness(size: number, address: WasmPointer): void;
  sqlite3_randomness<Bytes extends Uint8Array | Int8Array>(bytes: Bytes): Bytes;
  /** Folder of a WASMFS build, which this is not: always `""`. */
  sqlite3_wasmfs_opfs_dir(): string;
  /** Whether a file is kept by a WASMFS build, which this is not: always `false`. */
  sqlite3_wasmfs_filename_is_persistent(name: string): boolean;
}

/** Random bytes that the stack in wasm memory has room for. */
const RANDOM_PIECE = 512;

/** Makes the helpers of one instance. */
export function createHelpers({ wasm, engine, errors }: NamespaceParts): Helpers {
  const names = new Map<unknown, string>();
  for (const [name, value] of Object.entries(wasm.ctype.resultCodes ?? {})) {
    if (!names.has(value)) names.set(value, name);
  }
  const fill = (bytes: Uint8Array): void => {
    wasm.pstack.call((stack) => {
      const address = stack.alloc(RANDOM_PIECE);
      for (let start = 0; start < bytes.length; start += RANDOM_PIECE) {
        const size = Math.min(RANDOM_PIECE, bytes.length - start);
        wasm.exports.sqlite3_randomness(size, address);
        bytes.set(wasm.heap8u().subarray(address, address + size), start);
      }
    });
  };
  return {
    sqlite3_js_rc_str: (code) => names.get(code),
    sqlite3_js_sql_to_string(sql) {
      const text = flexibleString(sql, wasm.cstrToJs);
      return typeof text === "string" ? text : undefined;
    },
    sqlite3_js_retry_busy(maxTimes, callback, beforeRetry) {
      for (let attempt = 1; attempt <= maxTimes; attempt++) {
        if (attempt > 1) beforeRetry?.(attempt);
        try {
          return callback();
        } catch (error) {
          const isBusy = (error as { resultCode?: unknown } | null)?.resultCode === ResultCode.SQLITE_BUSY;
          if (!isBusy || attempt >= maxTimes) throw error;
        }
      }
      return undefined;
    },
    sqlite3_js_aggregate_context(context, size) {
      const address = engine.capi.sqlite3_aggregate_context(context as never, size);
      if (address === 0 && size !== 0) {
        throw new errors.WasmAllocError(`${size} bytes for an aggregate could not be allocated`);
      }
      return address;
    },
    sqlite3_randomness(...args: readonly unknown[]): never {
      const [first, address] = args;
      if (args.length === 1 && isTypedArray(first) && isByteArray(first)) {
        fill(new Uint8Array(first.buffer as ArrayBuffer, first.byteOffset, first.byteLength));
        return first as never;
      }
      if (args.length === 2) wasm.exports.sqlite3_randomness(Number(first), Number(address));
      return undefined as never;
    },
    sqlite3_wasmfs_opfs_dir: () => "",
    sqlite3_wasmfs_filename_is_persistent: (_name) => false,
  };
}
