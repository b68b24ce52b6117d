import type { WasmCallable } from "../../wasm/index.js";
import { addressOf } from "./address-of.js";
import type { Callback, DatabaseArgument, WasmPointer } from "./argument-types.js";
import type { Binding } from "./bind-functions.js";
import type { StreamInput } from "./stream-types.js";

/** Functions that begin and end what callbacks are installed for. */
export interface Endings {
  /**
   * Closes a connection and takes its callbacks out of the function table. While statements are open the connection
   * lives on, but calls no hook any more.
   *
   * @see https://www.sqlite.org/c3ref/close.html
   */
  sqlite3_close_v2(db: DatabaseArgument | null): number;
  /** @see https://www.sqlite.org/session/sqlite3session_delete.html */
  sqlite3session_delete(session: WasmPointer): void;
  /**
   * Starts an iterator over a stream. The input leaves the function table with `sqlite3changeset_finalize`.
   * @see https://www.sqlite.org/session/sqlite3changeset_start.html
   */
  sqlite3changeset_start_strm(
    iteratorOut: WasmPointer,
    input: Callback<StreamInput>,
    context: WasmPointer | null,
  ): number;
  sqlite3changeset_start_v2_strm(
    iteratorOut: WasmPointer,
    input: Callback<StreamInput>,
    context: WasmPointer | null,
    flags: number,
  ): number;
  /** @see https://www.sqlite.org/session/sqlite3changeset_finalize.html */
  sqlite3changeset_finalize(iterator: WasmPointer): number;
}

/** Makes the functions of one instance. */
export function createEndings({ parts, callbacks, connections, sessionAdapters }: Binding): Endings {
  const { wasm } = parts;
  const { exports } = wasm;
  /** Function pointers by iterator. */
  const inputs = new Map<number, number>();
  const starter =
    (name: "sqlite3changeset_start_strm" | "sqlite3changeset_start_v2_strm") =>
    (...[target, input, ...rest]: readonly unknown[]): number => {
      const cell = addressOf(target);
      const isOurs = typeof input === "function";
      const signature = "i(ppp)";
      const pointer = isOurs
        ? wasm.installFunction(signature, callbacks.guard(input as WasmCallable, signature, "code"))
        : addressOf(input);
      const code = exports[name](cell, pointer, ...rest.map(addressOf));
      if (isOurs && code === 0) inputs.set(wasm.peekPtr(cell), pointer);
      else if (isOurs) wasm.uninstallFunction(pointer);
      return code;
    };
  return {
    sqlite3_close_v2: (db) => connections.close(addressOf(db)),
    sqlite3session_delete(session) {
      const pointer = addressOf(session);
      exports.sqlite3session_delete(pointer);
      for (const adapter of sessionAdapters) adapter.release(pointer);
    },
    sqlite3changeset_start_strm: starter("sqlite3changeset_start_strm"),
    sqlite3changeset_start_v2_strm: starter("sqlite3changeset_start_v2_strm"),
    sqlite3changeset_finalize(...[iterator]) {
      const pointer = addressOf(iterator);
      const code = exports.sqlite3changeset_finalize(pointer);
      wasm.uninstallFunction(inputs.get(pointer));
      inputs.delete(pointer);
      return code;
    },
  };
}
