import { flexibleString, isByteArray, isPointer, requireByteArray } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import { addressOf } from "./address-of.js";
import { allocateBytes } from "./allocate-bytes.js";
import type { Destructor, FlexibleText, StatementArgument } from "./argument-types.js";
import type { ConnectionErrors } from "./connection-errors.js";
import type { RawFunctions } from "./raw-functions.js";

/**
 * Binds texts and blobs. Values of JavaScript are copied, and for them `byteLength` and `destructor` do not count;
 * pointers go to SQLite as they are.
 *
 * @see https://www.sqlite.org/c3ref/bind_blob.html
 */
export interface BindBytesFunctions {
  sqlite3_bind_text(
    statement: StatementArgument,
    index: number,
    text: FlexibleText | null | undefined,
    byteLength: number,
    destructor: Destructor,
  ): number;
  /** A text binds its UTF-8 bytes. */
  sqlite3_bind_blob(
    statement: StatementArgument,
    index: number,
    bytes: FlexibleText | null | undefined,
    byteLength: number,
    destructor: Destructor,
  ): number;
}

/** Makes the functions of one instance. */
export function createBindBytesFunctions(
  { wasm, engine }: NamespaceParts,
  raw: RawFunctions,
  errors: ConnectionErrors,
): BindBytesFunctions {
  const databaseOf = (statement: unknown): number => wasm.exports.sqlite3_db_handle(addressOf(statement));
  const bytesOf = (value: unknown): Uint8Array | undefined => {
    if (isByteArray(value)) return requireByteArray(value);
    const text = flexibleString(value, wasm.cstrToJs);
    return typeof text === "string" ? wasm.jstrToUintArray(text) : undefined;
  };
  const binder =
    (name: keyof BindBytesFunctions): BindBytesFunctions[keyof BindBytesFunctions] =>
    (statement, index, value, byteLength, destructor) => {
      if (value === null || value === undefined || isPointer(value)) {
        return raw[name](statement, index, value ?? 0, byteLength, destructor);
      }
      const bytes = bytesOf(value);
      if (bytes === undefined)
        return errors.misuse(databaseOf(statement), `${typeof value} is neither text nor bytes`);
      return raw[name](
        statement,
        index,
        allocateBytes(wasm, bytes),
        bytes.length,
        engine.capi.freeDestructor,
      );
    };
  return errors.guarded(
    { sqlite3_bind_text: binder("sqlite3_bind_text"), sqlite3_bind_blob: binder("sqlite3_bind_blob") },
    databaseOf,
  );
}
