import type { ContextPointer } from "../../capi/index.js";
import type { Pointer } from "../../wasm/index.js";
import type { SqlValue } from "../values.js";
import type { Oo1Context } from "./context.js";

/** What an SQL function may return: a value that SQLite can store. `undefined` is NULL. */
export type FunctionResult = SqlValue | undefined | boolean | Uint8Array | Int8Array | ArrayBuffer;

/** A function with arguments from SQL, behind the `sqlite3_context*` of the call. */
export type SqlCallback<Result> = (context: ContextPointer, ...args: SqlValue[]) => Result;

/** What scalar, aggregate and window functions have in common. */
export interface FunctionOptions {
  /** Name in SQL, at most 255 bytes; where it is not the first argument. */
  name?: string;
  /**
   * Number of arguments, -1 for any number. By default that of the parameters which `xFunc` or `xStep` declares, less
   * the first.
   */
  arity?: number;
  /** It always returns the same for the same arguments, so it may be used in indexes. */
  deterministic?: boolean;
  /** It may not be used in views, triggers and schemas. */
  directOnly?: boolean;
  /** It is harmless, so it may be used in views, triggers and schemas that are not trusted. */
  innocuous?: boolean;
  /** An address that `sqlite3_user_data` returns inside the function. */
  pApp?: number | null;
  /** Called once, with `pApp`, when the function is defined anew or its connection closes. What it throws is ignored. */
  xDestroy?: (pApp: Pointer) => unknown;
}

/** A function of its arguments. */
export interface ScalarFunctionOptions extends FunctionOptions {
  xFunc: SqlCallback<FunctionResult>;
}

/** A function of the rows of a group. */
export interface AggregateFunctionOptions extends FunctionOptions {
  /** Called for each row. */
  xStep: SqlCallback<unknown>;
  /** Called once at the end; returns the result. */
  xFinal: (context: ContextPointer) => FunctionResult;
}

/** A function of the rows in a moving window. */
export interface WindowFunctionOptions extends AggregateFunctionOptions {
  /** Returns the result for the window as it is. */
  xValue: (context: ContextPointer) => FunctionResult;
  /** Called for each row that leaves the window. */
  xInverse: SqlCallback<unknown>;
}

/** A function to be defined, checked. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arity: number;
  readonly flags: number;
  readonly pApp: Pointer;
  readonly xDestroy: FunctionOptions["xDestroy"] | undefined;
  readonly callbacks: ScalarFunctionOptions | AggregateFunctionOptions | WindowFunctionOptions;
}

/** Everything that the forms of `createFunction` may hold, nothing of it checked. */
type Given = Readonly<
  Partial<Record<keyof FunctionOptions | "xFunc" | "xStep" | "xFinal" | "xValue" | "xInverse", unknown>>
>;

/**
 * Checks what `createFunction` was given: options; a name and options; a name and a scalar function; or a name, a scalar
 * function and options.
 *
 * @throws SQLite3Error; TypeError where options are `null`
 */
export function defineFunction(context: Oo1Context, args: readonly unknown[]): FunctionDefinition {
  const { name, given } = splitArguments(context, args);
  const { pApp = null, xDestroy } = given;
  if (pApp !== null && !(Number.isInteger(pApp) && (pApp as number) >= 0)) {
    throw context.refusal("pApp must be an address in wasm memory or null");
  }
  if (xDestroy !== undefined && xDestroy !== null && typeof xDestroy !== "function") {
    throw context.refusal("xDestroy must be a function");
  }
  const callbacks = callbacksOf(context, given);
  const main = "xFunc" in callbacks ? callbacks.xFunc : callbacks.xStep;
  return {
    name,
    arity: arityOf(given.arity, main.length),
    flags: flagsOf(context, given),
    pApp: (pApp ?? 0) as Pointer,
    xDestroy: (xDestroy ?? undefined) as FunctionOptions["xDestroy"],
    callbacks,
  };
}

function splitArguments(context: Oo1Context, args: readonly unknown[]): { name: string; given: Given } {
  const [first, second, third] = args;
  const hasName = typeof first === "string";
  const form = hasName ? second : first;
  if (form === null) throw new TypeError("createFunction() takes a function or an object with its callbacks");
  const given: Given =
    typeof form === "function" ? { ...(third as Given | undefined), xFunc: form } : ((form ?? {}) as Given);
  const name = hasName && form !== undefined ? first : given.name;
  if (typeof name !== "string") {
    throw context.refusal("createFunction() takes a name and a function, or an object with both");
  }
  return { name, given };
}

function callbacksOf(context: Oo1Context, given: Given): FunctionDefinition["callbacks"] {
  const { xFunc, xStep, xFinal, xValue, xInverse } = given;
  const is = (callback: unknown) => typeof callback === "function";
  if (!is(xFunc) && !is(xStep) && !is(xFinal)) {
    throw context.refusal("a function needs xFunc, or xStep and xFinal");
  }
  if (is(xFunc)) {
    if (is(xStep) || is(xFinal)) {
      throw context.refusal("xFunc makes a scalar function, xStep and xFinal an aggregate: not both");
    }
    if (is(xValue) || is(xInverse)) {
      throw context.refusal("xValue and xInverse go with xStep and xFinal, not with xFunc");
    }
    return { xFunc } as ScalarFunctionOptions;
  }
  if (!is(xStep) || !is(xFinal)) throw context.refusal("an aggregate needs both xStep and xFinal");
  if (is(xValue) !== is(xInverse)) throw context.refusal("a window function needs both xValue and xInverse");
  const aggregate = { xStep, xFinal } as AggregateFunctionOptions;
  return is(xValue) ? ({ ...aggregate, xValue, xInverse } as WindowFunctionOptions) : aggregate;
}

/** `Function.length` counts the context too; a function that declares no parameter at all takes no arguments. */
function arityOf(arity: unknown, declared: number): number {
  if (typeof arity === "number" && (arity | 0) === arity) return arity;
  return declared === 0 ? 0 : declared - 1;
}

function flagsOf({ capi: { constants } }: Oo1Context, given: Given): number {
  let flags = constants.SQLITE_UTF8;
  if (given.deterministic) flags |= constants.SQLITE_DETERMINISTIC;
  if (given.directOnly) flags |= constants.SQLITE_DIRECTONLY;
  if (given.innocuous) flags |= constants.SQLITE_INNOCUOUS;
  return flags;
}
