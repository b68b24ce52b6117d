import type { SqlValue } from "../../oo1/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { Callback, DatabaseArgument, Destructor, TextArgument, WasmPointer } from "./argument-types.js";
import type { ConnectionErrors } from "./connection-errors.js";
import { Definition } from "./definition.js";
import type { RawFunctions } from "./raw-functions.js";
import type { ResultSetters, SqlResult } from "./results-from-js.js";
import { defineForUtf8 } from "./text-encoding.js";
import type { ValueReaders } from "./values-to-js.js";

/** A scalar function: takes the arguments of a call, gives its result. */
export type ScalarCallback = (context: WasmPointer, ...values: SqlValue[]) => SqlResult;
/** Takes the arguments of one row. */
export type StepCallback = (context: WasmPointer, ...values: SqlValue[]) => unknown;
/** Gives the result of a group or window. */
export type FinalCallback = (context: WasmPointer) => SqlResult;

/**
 * Defines SQL functions. JavaScript functions take and give values, not pointers, and what they throw fails the
 * statement with its text; function pointers are C functions. They leave the function table when SQLite drops the
 * function: when it is defined anew and when its connection is closed.
 *
 * @see https://www.sqlite.org/c3ref/create_function.html
 */
export interface SqlFunctionDefiners {
  readonly sqlite3_create_function: Conversions &
    ((
      db: DatabaseArgument,
      name: TextArgument,
      argumentCount: number,
      flags: number,
      userData: WasmPointer | null,
      xFunc: Callback<ScalarCallback>,
      xStep: Callback<StepCallback>,
      xFinal: Callback<FinalCallback>,
    ) => number);
  readonly sqlite3_create_function_v2: Conversions &
    ((
      db: DatabaseArgument,
      name: TextArgument,
      argumentCount: number,
      flags: number,
      userData: WasmPointer | null,
      xFunc: Callback<ScalarCallback>,
      xStep: Callback<StepCallback>,
      xFinal: Callback<FinalCallback>,
      xDestroy: Destructor,
    ) => number);
  readonly sqlite3_create_window_function: Conversions &
    ((
      db: DatabaseArgument,
      name: TextArgument,
      argumentCount: number,
      flags: number,
      userData: WasmPointer | null,
      xStep: Callback<StepCallback>,
      xFinal: Callback<FinalCallback>,
      xValue: Callback<FinalCallback>,
      xInverse: Callback<StepCallback>,
      xDestroy: Destructor,
    ) => number);
}

/** Older names of what converts values, for functions that are function pointers and do so themselves. */
interface Conversions {
  /** @deprecated use `sqlite3_values_to_js` */
  readonly udfConvertArgs: ValueReaders["sqlite3_values_to_js"];
  /** @deprecated use `sqlite3_result_js` */
  readonly udfSetResult: ResultSetters["sqlite3_result_js"];
  /** @deprecated use `sqlite3_result_error_js` */
  readonly udfSetError: ResultSetters["sqlite3_result_error_js"];
}

/** What the functions are made from. */
export interface SqlFunctionParts {
  readonly parts: NamespaceParts;
  readonly raw: RawFunctions;
  readonly errors: ConnectionErrors;
  readonly values: ValueReaders;
  readonly results: ResultSetters;
}

/** A callback, of whatever it takes. */
type AnyCallback = (...args: unknown[]) => unknown;

/** Makes the functions of one instance. */
export function createSqlFunctionDefiners({
  parts: { wasm },
  raw,
  errors,
  values,
  results,
}: SqlFunctionParts): SqlFunctionDefiners {
  /** Makes a C function of a callback: those of a row take values, and all but those that take rows in have a result. */
  const wrap =
    (name: CallbackName, callable: AnyCallback) =>
    (context: WasmPointer, count: number, address: WasmPointer): void => {
      try {
        const args = isOfRow(name) ? values.sqlite3_values_to_js(count, address) : [];
        const result = callable(context, ...args);
        if (!HAVE_NO_RESULT.includes(name)) results.sqlite3_result_js(context, result as SqlResult);
      } catch (error) {
        results.sqlite3_result_error_js(context, error);
      }
    };

  const define = (
    rawName: typeof FUNCTION | "sqlite3_create_window_function",
    [db, name, argumentCount, flags, userData]: DefinitionArguments,
    given: Readonly<Partial<Record<CallbackName, unknown>>>,
    xDestroy: Destructor,
  ): number =>
    defineForUtf8(db, flags, errors, (utf8Flags) => {
      const definition = new Definition(wasm);
      return definition.run(() => {
        const pointers = Object.entries(given).map(([key, callback]) =>
          definition.install(key, callback, isOfRow(key) ? "v(pip)" : "v(p)", (callable) =>
            wrap(key as CallbackName, callable as AnyCallback),
          ),
        );
        const destructor = definition.destructor(xDestroy);
        return raw[rawName](db, name, argumentCount, utf8Flags, userData, ...pointers, destructor);
      });
    });

  const definers = errors.guarded({
    sqlite3_create_function: (db, name, argumentCount, flags, userData, xFunc, xStep, xFinal) =>
      define(FUNCTION, [db, name, argumentCount, flags, userData], { xFunc, xStep, xFinal }, 0),
    sqlite3_create_function_v2: (db, name, argumentCount, flags, userData, xFunc, xStep, xFinal, xDestroy) =>
      define(FUNCTION, [db, name, argumentCount, flags, userData], { xFunc, xStep, xFinal }, xDestroy),
    sqlite3_create_window_function: (
      db,
      name,
      argumentCount,
      flags,
      userData,
      xStep,
      xFinal,
      xValue,
      xInverse,
      xDestroy,
    ) =>
      define(
        "sqlite3_create_window_function",
        [db, name, argumentCount, flags, userData],
        { xStep, xFinal, xValue, xInverse },
        xDestroy,
      ),
  } as SqlFunctionDefiners);
  const conversions: Conversions = {
    udfConvertArgs: values.sqlite3_values_to_js,
    udfSetResult: results.sqlite3_result_js,
    udfSetError: results.sqlite3_result_error_js,
  };
  for (const definer of Object.values(definers)) Object.assign(definer, conversions);
  return definers;
}

/** The C function of scalar functions and aggregates. The first version has no destructor, which ours needs. */
const FUNCTION = "sqlite3_create_function_v2";

type CallbackName = "xFunc" | "xStep" | "xFinal" | "xValue" | "xInverse";

type DefinitionArguments = readonly [
  db: DatabaseArgument,
  name: TextArgument,
  argumentCount: number,
  flags: number,
  userData: WasmPointer | null,
];

const HAVE_NO_RESULT: readonly CallbackName[] = ["xStep", "xInverse"];

function isOfRow(name: string): boolean {
  return name !== "xFinal" && name !== "xValue";
}
