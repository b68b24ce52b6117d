import type { ValuePointer } from "../../capi/index.js";
import { readValue, readValues, type SqlValue } from "../../oo1/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import { addressOf } from "./address-of.js";
import type { DatabaseArgument, StatementArgument, WasmPointer } from "./argument-types.js";

/**
 * Reads values into JavaScript: INTEGERs beyond ±(2^53-1) are bigints, BLOBs are copies. Every value of SQLite has a
 * counterpart, so `throws` makes no difference.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface ValueReaders {
  sqlite3_value_to_js(value: WasmPointer, throws?: boolean): SqlValue;
  /** @param values - address of an array of `sqlite3_value*` */
  sqlite3_values_to_js(count: number, values: WasmPointer, throws?: boolean): SqlValue[];
  /** `undefined` for a statement that has no such column. */
  sqlite3_column_js(statement: StatementArgument, column: number, throws?: boolean): SqlValue | undefined;
  sqlite3_column_text(statement: StatementArgument, column: number): string | null;
  sqlite3_value_text(value: WasmPointer): string | null;
  /** @throws SQLite3Error for a column that is not there, or outside a pre-update hook */
  sqlite3_preupdate_new_js(db: DatabaseArgument, column: number): SqlValue;
  /** @throws SQLite3Error as {@link sqlite3_preupdate_new_js} */
  sqlite3_preupdate_old_js(db: DatabaseArgument, column: number): SqlValue;
  /** `undefined` where the change leaves the column as it is. @throws SQLite3Error for a column that is not there */
  sqlite3changeset_new_js(iterator: WasmPointer, column: number): SqlValue | undefined;
  /** @throws SQLite3Error as {@link sqlite3changeset_new_js} */
  sqlite3changeset_old_js(iterator: WasmPointer, column: number): SqlValue | undefined;
}

/** Makes the readers of one instance. */
export function createValueReaders({ wasm, engine, errors }: NamespaceParts): ValueReaders {
  const { capi } = engine;
  const { exports } = wasm;
  const toJs = (value: unknown): SqlValue => readValue(capi, addressOf(value) as ValuePointer);
  const textOf = (text: number, byteLength: () => number): string | null =>
    text === 0 ? null : capi.texts.read(text as never, byteLength());
  const cellReader = (name: string) => (owner: unknown, column: number) =>
    wasm.pstack.call((stack) => {
      const cell = stack.allocPtr();
      const code = wasm.xCall(name, addressOf(owner), column, cell);
      if (code !== 0) throw new errors.SQLite3Error(code, `${name}() found no value`);
      const value = wasm.peekPtr(cell);
      return value === 0 ? undefined : toJs(value);
    });
  const readers = {
    // As documented, what may be left out is not counted among the parameters.
    sqlite3_value_to_js: (value: unknown, ..._: readonly unknown[]) => toJs(value),
    sqlite3_values_to_js: (count: number, values: number, ..._: readonly unknown[]) =>
      readValues(capi, count, values as never),
    sqlite3_column_js(statement: unknown, column: number, ..._: readonly unknown[]) {
      const value = exports.sqlite3_column_value(addressOf(statement), column);
      return value === 0 ? undefined : toJs(value);
    },
    sqlite3_column_text(statement: unknown, column: number) {
      const pointer = addressOf(statement);
      return textOf(exports.sqlite3_column_text(pointer, column), () =>
        exports.sqlite3_column_bytes(pointer, column),
      );
    },
    sqlite3_value_text(value: unknown) {
      const pointer = addressOf(value);
      return textOf(exports.sqlite3_value_text(pointer), () => exports.sqlite3_value_bytes(pointer));
    },
    sqlite3_preupdate_new_js: cellReader("sqlite3_preupdate_new"),
    sqlite3_preupdate_old_js: cellReader("sqlite3_preupdate_old"),
    sqlite3changeset_new_js: cellReader("sqlite3changeset_new"),
    sqlite3changeset_old_js: cellReader("sqlite3changeset_old"),
  };
  return readers as ValueReaders;
}
