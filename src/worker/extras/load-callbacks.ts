import { EngineError } from "../../base/index.js";
import type { FunctionSource } from "../../protocol/index.js";

/** A callback of an SQL function. It gets and returns what it likes; what it returns is checked. */
export type Callback = (...args: unknown[]) => unknown;

/** The callbacks of an SQL function, by name. */
export type Callbacks = Readonly<Record<string, Callback>>;

/**
 * Makes the callbacks of an SQL function in this worker.
 *
 * @throws EngineError `function`
 */
export async function loadCallbacks(name: string, source: FunctionSource): Promise<Callbacks> {
  const callbacks = "module" in source ? await fromModule(name, source) : fromSources(name, source.sources);
  const isAggregate = callbacks.step !== undefined && callbacks.result !== undefined;
  if ((callbacks.scalar !== undefined) === isAggregate) {
    throw failure(name, 'it needs either "scalar", or "step" and "result"');
  }
  return callbacks;
}

async function fromModule(
  name: string,
  { module, export: exportName }: Extract<FunctionSource, { module: string }>,
): Promise<Callbacks> {
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await import(module);
  } catch (cause) {
    throw failure(name, `the module ${module} could not be loaded: ${describe(cause)}`, cause);
  }
  const found = exports[exportName];
  if (typeof found === "function") return { scalar: found as Callback };
  const callbacks = Object.entries(Object(found)).filter(([, value]) => typeof value === "function");
  if (callbacks.length === 0) {
    const what = "a function, or an object with functions";
    throw failure(name, `the module ${module} has no export "${exportName}" that is ${what}`);
  }
  return Object.fromEntries(callbacks) as Callbacks;
}

function fromSources(name: string, sources: Readonly<Record<string, string>>): Callbacks {
  return Object.fromEntries(
    Object.entries(sources).map(([callback, text]) => [callback, evaluate(name, callback, text)]),
  );
}

/** A function's text is an expression, or that of a method: `slug(text) { … }`. */
function evaluate(name: string, callback: string, text: string): Callback {
  const attempts = [`return (${text});`, `return Object.values({ ${text} })[0];`];
  let reason: unknown;
  for (const body of attempts) {
    try {
      const made: unknown = new Function(`"use strict"; ${body}`)();
      if (typeof made === "function") return made as Callback;
    } catch (error) {
      reason ??= error;
      // The page's content security policy: trying again would only report it again.
      if (error instanceof EvalError) {
        const message =
          "the content security policy of the worker's script forbids to make functions from text: " +
          "put the function in a module, and pass its URL as `module`";
        throw failure(name, message, error);
      }
    }
  }
  const hint = "pass a function that is written in JavaScript and is neither bound nor built in";
  throw failure(name, `"${callback}" could not be made from its text (${describe(reason)}): ${hint}`, reason);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function failure(name: string, reason: string, cause?: unknown): EngineError {
  const options = cause === undefined ? undefined : { cause };
  return new EngineError("function", `the SQL function ${name} cannot be defined: ${reason}`, options);
}
