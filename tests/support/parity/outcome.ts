import type { ParityCall, Subject } from "./subject.js";

/**
 * What came of a call, as text: the value, or the kind of error. Errors of the namespace have their class and result
 * code; all others are one kind, since JavaScript's own classes of errors are not documented by either package.
 */
export type Outcome = string;

/** Makes a call and describes what came of it. Whatever it left open is closed. */
export function outcomeOf(call: ParityCall, sqlite3: Subject): Outcome {
  const { wasm } = sqlite3;
  const stack = wasm?.pstack?.pointer;
  try {
    return describe(call(sqlite3));
  } catch (error) {
    return `throws ${kindOf(error)}`;
  } finally {
    while (Number(wasm?.scopedAlloc?.level) > 0) wasm?.scopedAllocPop?.();
    if (stack !== undefined) wasm?.pstack?.restore?.(stack);
  }
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return `what is no error: ${String(error)}`;
  const { resultCode } = error as { resultCode?: unknown };
  return resultCode === undefined ? "Error" : `${error.name} ${String(resultCode)}`;
}

/** Writes a value down so that equal texts mean equal values, of either package. */
export function describe(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (depth > 4) return "…";
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${String(value)}`;
  if (Array.isArray(value)) return `[${value.map((each) => describe(each, depth + 1)).join(", ")}]`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return "an object";
  const entries = Object.entries(value)
    .map(([name, each]) => `${name}: ${describe(each, depth + 1)}`)
    .sort();
  return `{${entries.join(", ")}}`;
}
