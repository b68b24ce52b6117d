import { AdapterRegistry, type ArgumentAdapter, type Convert, type ResultAdapter } from "./adapters.js";
import { type ExportedFunctions, listOf, requireCount } from "./exported-functions.js";
import {
  FunctionPointerAdapter,
  type FunctionPointerOptions,
  type FunctionPointerParts,
} from "./function-pointer-adapter.js";
import type { FunctionInstallation } from "./function-installation.js";
import type { WasmCallable } from "./function-table.js";
import { addNumberConversions } from "./number-conversions.js";
import { isPointer } from "./pointer-arithmetic.js";
import type { ScopedAllocation } from "./scoped-allocation.js";
import { addTextArguments, addTextResults, type TextMemory } from "./text-conversions.js";

/** What a wrapped function gives, by the name of its result type. */
export type WrappedResult<Type> = Type extends null
  ? number | bigint | undefined
  : Type extends undefined | "void"
    ? undefined
    : Type extends "i64"
      ? bigint
      : Type extends "i8" | "i16" | "i32" | "int" | "f32" | "float" | "f64" | "double" | "number" | "pointer"
        ? number
        : Type extends "string" | "utf8" | "string:dealloc" | "utf8:dealloc"
          ? string | null
          : Type extends `${string}*`
            ? number
            : unknown;

/** Name of an argument's type, or the adapter of a callback; `null` passes the argument as it is. */
export type ArgumentType = string | null | FunctionPointerAdapter;

/** A function that converts its arguments and its result. */
export type WrappedFunction<Result> = (...args: unknown[]) => Result;

/** Gets, sets (and then gives itself, for chaining) or with `null` removes the adapter of a type name. */
export interface AdapterAccess<Adapter> {
  (typeName: string): Adapter | undefined;
  (typeName: string, adapter: Adapter | null | undefined): AdapterAccess<Adapter>;
}

/**
 * Wraps a C function so that its arguments and its result are converted by type name. What arguments need in wasm
 * memory is freed when the call returns.
 *
 * - numbers: `i8`, `i16`, `i32` (`int`), `i64`, `f32` (`float`), `f64` (`double`); as a result also `number`
 * - pointers: `*`, `**`, `T*`; as a result also `pointer`
 * - texts as arguments: `string` (`utf8`), `string:flexible`, `string:static`; as results: `string` (`utf8`), `json`,
 *   and with `:dealloc` when C gives the text away
 * - `null` does not convert; `undefined` and `void` drop the result
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface XWrap {
  /**
   * @param callee - name of an exported function, a function, or a function pointer
   * @param argumentTypes - one by one, or in one array
   * @returns the wrapper; the function itself where there is nothing to convert
   * @throws TypeError for an unknown function or type name, and when the function takes another number of arguments
   */
  <Type extends string | null | undefined>(
    callee: string | number | WasmCallable,
    resultType?: Type,
    ...argumentTypes: readonly ArgumentType[] | readonly [readonly ArgumentType[]]
  ): WrappedFunction<WrappedResult<Type>>;
  readonly argAdapter: AdapterAccess<ArgumentAdapter>;
  readonly resultAdapter: AdapterAccess<ResultAdapter>;
  /** Makes adapters for callbacks, to be used in the place of an argument's type name. */
  readonly FuncPtrAdapter: FunctionPointerAdapterClass;
  /** Converts as an argument of that type would be. @throws TypeError for an unknown type name */
  testConvertArg(typeName: string | null, value: unknown): unknown;
  /** Converts as a result of that type would be. @throws TypeError for an unknown type name */
  testConvertResult(typeName: string | null | undefined, value: unknown): unknown;
}

/** {@link FunctionPointerAdapter} of one instance. */
export interface FunctionPointerAdapterClass {
  new (options: FunctionPointerOptions): FunctionPointerAdapter;
  readonly prototype: FunctionPointerAdapter;
  readonly bindScopes: typeof FunctionPointerAdapter.bindScopes;
}

/** What {@link createXWrap} is made from. */
export interface XWrapParts {
  readonly exported: ExportedFunctions;
  readonly scopes: ScopedAllocation;
  readonly texts: TextMemory;
  readonly functions: FunctionInstallation;
}

/** {@link XWrap} and its one-shot form. */
export interface XWrapFunctions {
  readonly xWrap: XWrap;
  /**
   * Wraps and calls at once.
   * @throws as {@link XWrap} does
   */
  xCallWrapped<Type extends string | null | undefined>(
    callee: string | number | WasmCallable,
    resultType?: Type,
    argumentTypes?: string | readonly ArgumentType[] | null,
    ...args: readonly unknown[]
  ): WrappedResult<Type>;
}

/** Makes the conversions of one instance; its adapters are its own. */
export function createXWrap({ exported, scopes, texts, functions }: XWrapParts): XWrapFunctions {
  const argumentAdapters = new AdapterRegistry("argument");
  const resultAdapters = new AdapterRegistry("result");
  addNumberConversions(argumentAdapters);
  addNumberConversions(resultAdapters);
  addTextArguments(argumentAdapters, texts);
  addTextResults(resultAdapters, texts);
  argumentAdapters.addPlain(["**"], argumentAdapters.require("*"));
  resultAdapters.addPlain(["pointer"], resultAdapters.require("*"));
  resultAdapters.addPlain(["number"], Number);
  for (const name of ["null", null]) {
    argumentAdapters.addPlain([name as string], keep);
    resultAdapters.addPlain([name as string], keep);
  }
  for (const name of ["void", undefined]) resultAdapters.addPlain([name as string], drop);

  const argumentConverter = (type: unknown): Convert =>
    type instanceof FunctionPointerAdapter
      ? (value, args, index) => type.convertArg(value, args, index)
      : argumentAdapters.require(type);

  const find = (callee: unknown): readonly [callable: WasmCallable, name: string] => {
    if (typeof callee === "function") return [callee as WasmCallable, callee.name];
    const entry = isPointer(callee) ? functions.functionEntry(callee) : undefined;
    const name = String(callee);
    return [entry ?? (exported.xGet(name) as WasmCallable), name];
  };

  const xWrap = (callee: unknown, resultType: unknown, ...types: readonly unknown[]): WasmCallable => {
    const [callable, name] = find(callee);
    const argumentTypes = listOf(types);
    requireCount(callable, name, argumentTypes.length);
    if (resultType === null && argumentTypes.length === 0) return callable;
    const convertResult = resultAdapters.require(resultType);
    const converters = argumentTypes.map(argumentConverter);
    const call = (args: readonly unknown[]): unknown => {
      const converted = converters.map((convert, index) => convert(args[index], args, index));
      return convertResult(callable(...(converted as never[])), args, -1);
    };
    const scoped =
      resultAdapters.needsScope(resultType) ||
      argumentTypes.some((type) => argumentAdapters.needsScope(type));
    return (...args: unknown[]) => {
      requireCount(callable, name, args.length);
      return scoped ? scopes.call(() => call(args)) : call(args);
    };
  };

  const parts: FunctionPointerParts = { functions, scopes };
  const members: Omit<XWrap, keyof CallableFunction> = {
    argAdapter: accessTo<ArgumentAdapter>(argumentAdapters),
    resultAdapter: accessTo<ResultAdapter>(resultAdapters),
    FuncPtrAdapter: class FuncPtrAdapter extends FunctionPointerAdapter {
      constructor(options: FunctionPointerOptions) {
        super(parts, options);
      }
    },
    testConvertArg: (typeName, value) => argumentAdapters.require(typeName)(value, [value], 0),
    testConvertResult: (typeName, value) => resultAdapters.require(typeName)(value, [], -1),
  };
  return {
    xWrap: Object.assign(xWrap, members) as XWrap,
    xCallWrapped(callee, resultType, argumentTypes, ...args) {
      const types = typeof argumentTypes === "string" ? [argumentTypes] : (argumentTypes ?? []);
      return (xWrap(callee, resultType, types) as WrappedFunction<never>)(...listOf(args));
    },
  };
}

function keep(value: unknown): unknown {
  return value;
}

function drop(): undefined {}

function accessTo<Adapter>(registry: AdapterRegistry): AdapterAccess<Adapter> {
  const access = (...given: readonly [typeName: unknown, adapter?: unknown]): unknown => {
    const [typeName, adapter] = given;
    if (typeof typeName !== "string") throw new TypeError("the name of a type is a string");
    if (given.length === 1) return registry.get(typeName);
    if (typeof adapter === "function") registry.add(typeName, adapter as Convert);
    else if (adapter === null || adapter === undefined) registry.remove(typeName);
    else throw new TypeError("an adapter is a function");
    return access;
  };
  // Callers may ask how many parameters there are.
  return Object.defineProperty(access, "length", { value: 2 }) as unknown as AdapterAccess<Adapter>;
}
