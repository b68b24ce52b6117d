import type { ContextPointer } from "../../capi/index.js";
import { type BindableValue, setResult } from "../../oo1/index.js";
import type { Pointer } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { WasmPointer } from "./argument-types.js";

/** What an SQL function may give: a value that SQLite can store, or an error. `undefined` sets no result. */
export type SqlResult = BindableValue | Error;

/**
 * Sets the result of an SQL function from JavaScript. They throw nothing: what SQLite cannot store fails the function.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface ResultSetters {
  sqlite3_result_js(context: WasmPointer, value: SqlResult): void;
  /** Fails the function with the text of an error. A `WasmAllocError` is `SQLITE_NOMEM`. */
  sqlite3_result_error_js(context: WasmPointer, error: unknown): void;
}

/** Makes the setters of one instance. */
export function createResultSetters({ wasm, engine, errors }: NamespaceParts): ResultSetters {
  const { capi } = engine;
  const setError: ResultSetters["sqlite3_result_error_js"] = (context, error) => {
    try {
      if (error instanceof errors.WasmAllocError) throw error;
      wasm.scopedAllocCall(() => {
        const [text, length] = wasm.scopedAllocCString(textOf(error), true);
        capi.sqlite3_result_error(context as ContextPointer, text as Pointer, length);
      });
    } catch {
      capi.sqlite3_result_error_nomem(context as ContextPointer);
    }
  };
  return {
    sqlite3_result_js(context, value) {
      // The function may have set its result itself.
      if (value === undefined) return;
      try {
        if (value instanceof Error) throw value;
        setResult(capi, context as ContextPointer, value);
      } catch (error) {
        setError(context, error);
      }
    },
    sqlite3_result_error_js: setError,
  };
}

function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an SQL function threw an object that has no text";
  }
}
