import { encodeUtf8 } from "../../base/index.js";
import { bindValue } from "../bind-value.js";
import type { BindableValue } from "../values.js";
import type { Oo1Context } from "./context.js";
import { asUnsigned, isBytes } from "./sql-source.js";
import type { StatementHandle } from "./statement-handle.js";

const INT64_LIMIT = 2 ** 63;

/**
 * Binds what `Stmt.bind` was given: one argument for everything at once, or a position or name and its value.
 * `undefined` in place of the value changes nothing.
 *
 * @throws SQLite3Error where the statement has no such parameter, for a value that cannot be stored, and as SQLite says
 */
export function bindArguments(context: Oo1Context, handle: StatementHandle, args: readonly unknown[]): void {
  if (args.length !== 1 && args.length !== 2) {
    throw context.refusal("bind() takes all values as one argument, or a parameter and its value");
  }
  const value = args.at(-1);
  if (value === undefined) return;
  const parameterCount = context.capi.sqlite3_bind_parameter_count(handle.pointer);
  if (parameterCount === 0) throw context.refusal("the statement has no parameters to bind");
  if (args.length === 2) {
    if (isCollection(value)) {
      throw context.refusal("an array or object binds parameters by itself: leave out the first argument");
    }
    bindOne(context, handle, positionOf(context, handle, args[0]), value);
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      bindOne(context, handle, positionOf(context, handle, index + 1), value[index]);
    }
  } else if (isCollection(value)) {
    for (const [name, entry] of entriesOf(context, value)) {
      bindOne(context, handle, positionOf(context, handle, name), entry);
    }
  } else {
    bindOne(context, handle, 1, value);
  }
}

/**
 * Binds what `Stmt.bindAsBlob` was given: a value for the first parameter, or a position or name and its value.
 *
 * @throws SQLite3Error as {@link bindArguments}, and for what is neither text nor bytes nor null
 */
export function bindBlobArguments(
  context: Oo1Context,
  handle: StatementHandle,
  args: readonly unknown[],
): void {
  if (args.length !== 1 && args.length !== 2) {
    throw context.refusal("bindAsBlob() takes a value, or a parameter and its value");
  }
  const [key, value] = args.length === 1 ? [1, args[0]] : args;
  const position = positionOf(context, handle, key);
  if (value === null || value === undefined) bindOne(context, handle, position, null);
  else if (typeof value === "string") bindOne(context, handle, position, encodeUtf8(value));
  else if (isBytes(value)) bindOne(context, handle, position, asUnsigned(value));
  else throw context.refusal("bindAsBlob() takes a text, bytes or null");
}

/** Whether a value holds parameters rather than being one. */
function isCollection(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isBytes(value);
}

function entriesOf(context: Oo1Context, value: object): [string, unknown][] {
  const entries = Object.entries(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  // A Date or a Map has no entries: taken as parameters by name it would silently bind nothing.
  if (entries.length === 0 && prototype !== Object.prototype && prototype !== null) {
    throw context.refusal(`an object of class ${value.constructor.name} cannot be stored`);
  }
  return entries;
}

function positionOf(context: Oo1Context, { pointer }: StatementHandle, key: unknown): number {
  const { capi } = context;
  const count = capi.sqlite3_bind_parameter_count(pointer);
  if (typeof key === "number") {
    if (Number.isInteger(key) && key >= 1 && key <= count) return key;
    throw context.refusal(`the statement has no parameter ${key}; its parameters are 1 to ${count}`);
  }
  if (typeof key !== "string") throw context.refusal("a parameter is named by its position or its name");
  const cName = capi.allocator.allocCString(key);
  const position = capi.sqlite3_bind_parameter_index(pointer, cName);
  capi.allocator.free(cName);
  if (position !== 0) return position;
  throw context.refusal(
    `the statement has no parameter named ${JSON.stringify(key)}; names include their $, : or @`,
  );
}

function bindOne(context: Oo1Context, { pointer }: StatementHandle, position: number, value: unknown): void {
  const { capi } = context;
  let code: number;
  try {
    code = bindValue(capi, pointer, position, asInteger(value) as BindableValue);
  } catch (error) {
    throw context.translated(error);
  }
  if (code !== 0) throw context.errorOf(code, capi.sqlite3_db_handle(pointer));
}

/** A whole number that a 64-bit integer can hold is stored as one, also beyond 2^53. */
function asInteger(value: unknown): unknown {
  if (typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  return value >= -INT64_LIMIT && value < INT64_LIMIT ? BigInt(value) : value;
}
