import { ResultCode } from "../../base/index.js";
import { isPointer, type WasmCallable } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { WasmPointer } from "./argument-types.js";
import type { Callbacks } from "./callbacks.js";

/** Called for each new connection. @returns a result code; any but 0 fails the opening, as an exception does */
export type AutoExtension = (db: WasmPointer, messageOut: WasmPointer, routines: WasmPointer) => number;

/**
 * Functions that are called for every new connection. They leave the function table when they are cancelled.
 *
 * @see https://www.sqlite.org/c3ref/auto_extension.html
 */
export interface AutoExtensions {
  /** Adding a function twice counts as once. */
  sqlite3_auto_extension(extension: AutoExtension | WasmPointer): number;
  /** @returns 1 when it was there, else 0 */
  sqlite3_cancel_auto_extension(extension: AutoExtension | WasmPointer): number;
  sqlite3_reset_auto_extension(): void;
}

const SIGNATURE = "i(ppp)";

/** Makes the functions of one instance. */
export function createAutoExtensions({ wasm }: NamespaceParts, callbacks: Callbacks): AutoExtensions {
  const { exports } = wasm;
  const installed = new Map<unknown, number>();
  const add = (extension: unknown): number => {
    if (isPointer(extension) && extension > 0) return exports.sqlite3_auto_extension(extension);
    if (typeof extension !== "function") return ResultCode.SQLITE_MISUSE;
    if (installed.has(extension)) return ResultCode.SQLITE_OK;
    const guarded = callbacks.guard(extension as WasmCallable, SIGNATURE, "code");
    const pointer = wasm.installFunction(SIGNATURE, guarded);
    const code = exports.sqlite3_auto_extension(pointer);
    if (code === ResultCode.SQLITE_OK) installed.set(extension, pointer);
    else wasm.uninstallFunction(pointer);
    return code;
  };
  const cancel = (extension: unknown): number => {
    if (isPointer(extension) && extension > 0) return exports.sqlite3_cancel_auto_extension(extension);
    const pointer = installed.get(extension);
    if (pointer === undefined) return 0;
    installed.delete(extension);
    const found = exports.sqlite3_cancel_auto_extension(pointer);
    wasm.uninstallFunction(pointer);
    return found;
  };
  return {
    sqlite3_auto_extension: add,
    sqlite3_cancel_auto_extension: cancel,
    sqlite3_reset_auto_extension() {
      exports.sqlite3_reset_auto_extension();
      for (const pointer of installed.values()) wasm.uninstallFunction(pointer);
      installed.clear();
    },
  };
}
