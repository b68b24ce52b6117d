import type { EngineErrorCode, StorageErrorCode } from "../base/index.js";
import {
  EngineError,
  SqliteError,
  StorageError,
  sqliteErrorOfKind,
  storageErrorOfKind,
} from "../base/index.js";

interface WireErrorBase {
  readonly message: string;
  /** As the worker's engine wrote it; empty where there is none. */
  readonly stack: string;
  readonly cause?: WireError;
}

/** An error as plain data, by its class. What is thrown without being an error travels as a `plain` one. */
export type WireError =
  | (WireErrorBase & {
      readonly class: "SqliteError";
      readonly code: string;
      readonly resultCode: number;
      readonly extendedResultCode: number;
      readonly offset: number;
      readonly sql: string | null;
    })
  | (WireErrorBase & { readonly class: "StorageError"; readonly code: StorageErrorCode })
  | (WireErrorBase & { readonly class: "EngineError"; readonly code: EngineErrorCode })
  | (WireErrorBase & { readonly class: "TypeError" | "RangeError" })
  | (WireErrorBase & { readonly class: "plain"; readonly name: string });

/** Causes beyond this many are left out: a chain may be a circle. */
const CAUSE_LIMIT = 8;

/**
 * Makes an error plain data for `postMessage`.
 *
 * @param error - anything that can be thrown
 */
export function serializeError(error: unknown, causesLeft = CAUSE_LIMIT): WireError {
  if (!(error instanceof Error)) {
    return { class: "plain", name: "Error", message: describeThrown(error), stack: "" };
  }
  const base: WireErrorBase = {
    message: error.message,
    stack: error.stack ?? "",
    ...(error.cause !== undefined && causesLeft > 0
      ? { cause: serializeError(error.cause, causesLeft - 1) }
      : {}),
  };
  if (error instanceof SqliteError || isOf<SqliteError>(error, "SqliteError")) {
    const { code, resultCode, extendedResultCode, offset, sql = null } = error;
    return { ...base, class: "SqliteError", code, resultCode, extendedResultCode, offset, sql };
  }
  if (error instanceof StorageError || isOf<StorageError>(error, "StorageError"))
    return { ...base, class: "StorageError", code: error.code };
  if (error instanceof EngineError || isOf<EngineError>(error, "EngineError"))
    return { ...base, class: "EngineError", code: error.code };
  if (error instanceof TypeError) return { ...base, class: "TypeError" };
  if (error instanceof RangeError) return { ...base, class: "RangeError" };
  return { ...base, class: "plain", name: error.name };
}

/** By name: each script of a worker has copies of these classes. No other error has both such a name and a code. */
function isOf<Class extends Error & { readonly code: string }>(
  error: Error,
  name: Class["name"],
): error is Class {
  return error.name === name && typeof (error as Partial<Class>).code === "string";
}

function describeThrown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that cannot be shown was thrown";
  }
}

/**
 * Makes an error of its class again.
 *
 * @param callSite - an error made where the caller called; its stack becomes the result's, and the worker's own stack
 *   goes to the property `workerStack`. Without it the result keeps the worker's stack.
 */
export function reviveError(wire: WireError, callSite?: Error): Error {
  const error = construct(wire, wire.cause === undefined ? {} : { cause: reviveError(wire.cause) });
  if (callSite === undefined) {
    if (wire.stack !== "") define(error, "stack", wire.stack);
  } else {
    showCallSite(error, callSite);
    define(error, "workerStack", wire.stack);
  }
  return error;
}

/** Gives an error the stack of another one, which was made where the caller called. */
export function showCallSite(error: Error, callSite: Error): void {
  define(error, "stack", stackAt(callSite, error));
}

function construct(wire: WireError, options: ErrorOptions): Error {
  switch (wire.class) {
    case "SqliteError":
      return sqliteErrorOfKind(wire.message, { ...wire, sql: wire.sql ?? undefined, cause: options.cause });
    case "StorageError":
      return storageErrorOfKind(wire.code, wire.message, options);
    case "EngineError":
      return new EngineError(wire.code, wire.message, options);
    case "TypeError":
      return new TypeError(wire.message, options);
    case "RangeError":
      return new RangeError(wire.message, options);
    case "plain": {
      const error = new Error(wire.message, options);
      if (wire.name !== error.name) define(error, "name", wire.name);
      return error;
    }
  }
}

/** Some engines begin a stack with the error's name and message, others with the first frame. */
function stackAt(callSite: Error, error: Error): string {
  const { stack = "" } = callSite;
  const frames = stack.replace(/^Error:? ?\n/, "");
  return frames === stack ? stack : `${error.name}: ${error.message}\n${frames}`;
}

function define(error: Error, property: string, value: string): void {
  Object.defineProperty(error, property, { value, writable: true, configurable: true });
}
