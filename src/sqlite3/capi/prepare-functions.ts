import { flexibleString, isPointer } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { DatabaseArgument, FlexibleText, WasmPointer } from "./argument-types.js";
import type { ConnectionErrors } from "./connection-errors.js";
import type { RawFunctions } from "./raw-functions.js";

/**
 * Prepares statements. SQL that is not in wasm memory is copied there for the call, so that there is nothing for
 * `tailOut` to point to: it becomes the null pointer, and `byteLength` does not count.
 *
 * @see https://www.sqlite.org/c3ref/prepare.html
 */
export interface PrepareFunctions {
  sqlite3_prepare_v2(
    db: DatabaseArgument,
    sql: FlexibleText | null,
    byteLength: number,
    statementOut: WasmPointer,
    tailOut: WasmPointer | null,
  ): number;
  sqlite3_prepare_v3(
    db: DatabaseArgument,
    sql: FlexibleText | null,
    byteLength: number,
    flags: number,
    statementOut: WasmPointer,
    tailOut: WasmPointer | null,
  ): number;
}

/** Makes the functions of one instance. */
export function createPrepareFunctions(
  { wasm }: NamespaceParts,
  raw: RawFunctions,
  errors: ConnectionErrors,
): PrepareFunctions {
  const prepare: PrepareFunctions["sqlite3_prepare_v3"] = (db, sql, byteLength, flags, target, tail) => {
    if (isPointer(sql)) return raw.sqlite3_prepare_v3(db, sql, byteLength, flags, target, tail);
    const text = flexibleString(sql, wasm.cstrToJs);
    if (typeof text !== "string") return errors.misuse(db, `${typeof sql} is no SQL`);
    const code = wasm.scopedAllocCall(() => {
      const [address, length] = wasm.scopedAllocCString(text, true);
      // With the zero counted SQLite need not copy the text.
      return raw.sqlite3_prepare_v3(db, address, length + 1, flags, target, tail);
    });
    if (tail) wasm.pokePtr(tail, 0);
    return code;
  };
  return errors.guarded({
    sqlite3_prepare_v2: (db, sql, byteLength, target, tail) => prepare(db, sql, byteLength, 0, target, tail),
    sqlite3_prepare_v3: prepare,
  });
}
