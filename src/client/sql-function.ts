import type { FunctionPayload, FunctionSource, SqlValue } from "../protocol/index.js";

/** What an SQL function may return; a boolean becomes 1 or 0, `undefined` NULL. */
export type SqlFunctionResult = SqlValue | boolean | undefined;

/** What all SQL functions have in common. */
export interface SqlFunctionOptions {
  /**
   * Number of arguments, -1 for any number. Default: the parameters that the function declares; any number where the last
   * one takes the rest (`...values`).
   */
  readonly arity?: number;
  /** It always returns the same for the same arguments, so it may be used in indexes; default `false`. */
  readonly deterministic?: boolean;
  /** It may be used in statements only, not in views, triggers and schemas; default `false`. */
  readonly directOnly?: boolean;
  /** It is harmless, so it may be used in views, triggers and schemas that are not trusted; default `false`. */
  readonly innocuous?: boolean;
}

/** A function of its arguments. */
export interface ScalarFunction extends SqlFunctionOptions {
  readonly scalar: (...values: never[]) => SqlFunctionResult;
}

/** A function of the rows of a group; with `inverse`, also of a moving window. */
export interface AggregateFunction extends SqlFunctionOptions {
  /** Makes the state of a group; `undefined` where there is none. */
  readonly start?: () => unknown;
  /** Takes the state and the arguments of a row. Changes the state, or returns the one that takes its place. */
  readonly step: (state: never, ...values: never[]) => unknown;
  /** The same for a row that leaves the window. */
  readonly inverse?: (state: never, ...values: never[]) => unknown;
  /** The result of the group, or of the window as it is; the state stays as it is. */
  readonly result: (state: never) => SqlFunctionResult;
}

/** A function that a module of JavaScript exports. */
export interface ModuleFunction extends SqlFunctionOptions {
  /** URL of the module, relative to the page; the worker imports it. */
  readonly module: string | URL;
  /** Name of the export: a function, or an object with the callbacks of an {@link AggregateFunction}. Default `"default"`. */
  readonly export?: string;
}

/** An SQL function that is written in JavaScript. */
export type SqlFunction = ScalarFunction | AggregateFunction | ModuleFunction;

const CALLBACKS = ["scalar", "start", "step", "inverse", "result"] as const;

/**
 * Checks an SQL function and makes it plain data.
 * @throws TypeError, RangeError
 */
export function encodeFunction(name: string, definition: SqlFunction): FunctionPayload {
  if (typeof name !== "string" || name === "") throw new TypeError("an SQL function needs a name");
  if (typeof definition !== "object" || definition === null) {
    throw new TypeError("an SQL function is an object with its callbacks, or with the URL of its module");
  }
  const { arity, deterministic = false, directOnly = false, innocuous = false } = definition;
  if (arity !== undefined && !(Number.isInteger(arity) && arity >= -1 && arity <= 1000)) {
    throw new RangeError(`the option arity must be a whole number from -1 to 1000, not ${arity}`);
  }
  return {
    name,
    source: "module" in definition ? moduleSource(definition) : inlineSource(definition),
    arity: arity ?? null,
    deterministic,
    directOnly,
    innocuous,
  };
}

function moduleSource({ module, export: exportName = "default" }: ModuleFunction): FunctionSource {
  try {
    return { module: new URL(module, globalThis.location?.href).href, export: exportName };
  } catch (cause) {
    throw new TypeError(`the option module is no URL: ${String(module)}`, { cause });
  }
}

function inlineSource(definition: ScalarFunction | AggregateFunction): FunctionSource {
  const given: Partial<Record<(typeof CALLBACKS)[number], unknown>> = definition;
  const sources: Record<string, string> = {};
  for (const name of CALLBACKS) {
    const callback = given[name];
    if (callback === undefined) continue;
    if (typeof callback !== "function") throw new TypeError(`"${name}" must be a function`);
    sources[name] = Function.prototype.toString.call(callback);
  }
  const isAggregate = sources.step !== undefined && sources.result !== undefined;
  const isScalar = sources.scalar !== undefined;
  if (isScalar ? Object.keys(sources).length > 1 : !isAggregate) {
    throw new TypeError('an SQL function needs either "scalar", or "step" and "result"');
  }
  return { sources };
}
