import type { ContextPointer, DatabasePointer } from "../../capi/index.js";
import { type FunctionPointer, NULL, type Pointer, type WasmCallable } from "../../wasm/index.js";
import type { SqlValue } from "../values.js";
import type { FunctionDefinition, FunctionResult } from "./function-definition.js";
import type { FunctionOwner } from "./function-owner.js";
import { setFailure, setResult } from "./function-result.js";
import { readValues } from "./function-values.js";

/**
 * Defines an SQL function on a connection. Its entries in the function table are given back when SQLite drops it: when
 * it is defined anew, when its connection closes, and at once when it cannot be defined.
 *
 * @throws SQLite3Error, such as `SQLITE_MISUSE` for a name that is too long
 * @see https://www.sqlite.org/c3ref/create_function.html
 */
export function installFunction(
  context: FunctionOwner,
  db: DatabasePointer,
  definition: FunctionDefinition,
): void {
  const { capi } = context;
  const { functionTable, allocator } = capi;
  const entries: FunctionPointer[] = [];
  const install = (signature: string, callable: WasmCallable): FunctionPointer => {
    const entry = functionTable.install(signature, callable);
    entries.push(entry);
    return entry;
  };
  const xDestroy = install("v(p)", (pApp: Pointer) => {
    for (const entry of entries) functionTable.remove(entry);
    try {
      definition.xDestroy?.(pApp);
    } catch {
      // SQLite has nowhere to report it.
    }
  });
  const { arity, callbacks, flags, pApp } = definition;
  const name = allocator.allocCString(definition.name);
  let code: number;
  if ("xFunc" in callbacks) {
    const xFunc = install("v(pip)", resultOfRow(context, callbacks.xFunc));
    code = capi.sqlite3_create_function_v2(db, name, arity, flags, pApp, xFunc, NULL, NULL, xDestroy);
  } else {
    const xStep = install("v(pip)", effectOfRow(context, callbacks.xStep));
    const xFinal = install("v(p)", resultOfGroup(context, callbacks.xFinal));
    if ("xValue" in callbacks) {
      const xValue = install("v(p)", resultOfGroup(context, callbacks.xValue));
      const xInverse = install("v(pip)", effectOfRow(context, callbacks.xInverse));
      code = capi.sqlite3_create_window_function(
        db,
        name,
        arity,
        flags,
        pApp,
        xStep,
        xFinal,
        xValue,
        xInverse,
        xDestroy,
      );
    } else {
      code = capi.sqlite3_create_function_v2(db, name, arity, flags, pApp, NULL, xStep, xFinal, xDestroy);
    }
  }
  allocator.free(name);
  context.check(code, db);
}

type RowCallback<Result> = (context: ContextPointer, ...args: SqlValue[]) => Result;

function resultOfRow(context: FunctionOwner, callback: RowCallback<FunctionResult>) {
  return (call: ContextPointer, count: number, values: Pointer<"sqlite3_value*">): void => {
    try {
      setResult(context.capi, call, callback(call, ...readValues(context.capi, count, values)));
    } catch (error) {
      setFailure(context, call, error);
    }
  };
}

function effectOfRow(context: FunctionOwner, callback: RowCallback<unknown>) {
  return (call: ContextPointer, count: number, values: Pointer<"sqlite3_value*">): void => {
    try {
      callback(call, ...readValues(context.capi, count, values));
    } catch (error) {
      setFailure(context, call, error);
    }
  };
}

function resultOfGroup(context: FunctionOwner, callback: (call: ContextPointer) => FunctionResult) {
  return (call: ContextPointer): void => {
    try {
      setResult(context.capi, call, callback(call));
    } catch (error) {
      setFailure(context, call, error);
    }
  };
}
