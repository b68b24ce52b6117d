import type { NamespaceParts } from "../namespace-parts.js";
import { addressOf } from "./address-of.js";
import type { Callback, DatabaseArgument, Destructor, TextArgument, WasmPointer } from "./argument-types.js";
import type { Callbacks } from "./callbacks.js";
import type { ConnectionErrors } from "./connection-errors.js";
import { Definition } from "./definition.js";
import type { RawFunctions } from "./raw-functions.js";
import { defineForUtf8 } from "./text-encoding.js";

/** Compares two UTF-8 texts, by length in bytes and address: negative, 0 or positive. */
export type CollationCallback = (
  context: WasmPointer,
  lengthA: number,
  a: WasmPointer,
  lengthB: number,
  b: WasmPointer,
) => number;

/**
 * Defines collations. A function leaves the function table when SQLite drops the collation: when it is defined anew and
 * when its connection is closed. A comparison that throws interrupts the statement, since it has no result for errors.
 *
 * @see https://www.sqlite.org/c3ref/create_collation.html
 */
export interface CollationDefiners {
  sqlite3_create_collation(
    db: DatabaseArgument,
    name: TextArgument,
    encoding: number,
    context: WasmPointer | null,
    xCompare: Callback<CollationCallback>,
  ): number;
  /** `xDestroy` is called also when the collation cannot be defined, unlike C's. */
  sqlite3_create_collation_v2(
    db: DatabaseArgument,
    name: TextArgument,
    encoding: number,
    context: WasmPointer | null,
    xCompare: Callback<CollationCallback>,
    xDestroy: Destructor,
  ): number;
}

/** Makes the functions of one instance. */
export function createCollationDefiners(
  { wasm }: NamespaceParts,
  raw: RawFunctions,
  callbacks: Callbacks,
  errors: ConnectionErrors,
): CollationDefiners {
  const define: CollationDefiners["sqlite3_create_collation_v2"] = (
    db,
    name,
    encoding,
    context,
    xCompare,
    xDestroy,
  ) =>
    defineForUtf8(db, encoding, errors, (flags) => {
      const definition = new Definition(wasm);
      const signature = "i(pipip)";
      const compare = definition.install("xCompare", xCompare, signature, (callable) =>
        callbacks.guard(callable, signature, "interrupt", addressOf(db)),
      );
      const destructor = definition.destructor(xDestroy);
      const isOurs = typeof destructor === "function";
      const destroy = isOurs ? callbacks.installDestructor(destructor) : addressOf(destructor);
      const code = raw.sqlite3_create_collation_v2(db, name, flags, context, compare, destroy);
      // Unlike functions and modules, a collation that could not be defined is not destroyed.
      if (code !== 0 && isOurs) wasm.functionEntry(destroy)?.(addressOf(context));
      return code;
    });
  return errors.guarded<CollationDefiners>({
    sqlite3_create_collation: (db, name, encoding, context, xCompare) =>
      define(db, name, encoding, context, xCompare, 0),
    sqlite3_create_collation_v2: define,
  });
}
