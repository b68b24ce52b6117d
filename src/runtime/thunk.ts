/** A value, a promise of it, or a function that gives either and is called once, when the value is first needed. */
export type Thunk<Value> = Value | Promise<Value> | (() => Value | Promise<Value>);

/**
 * Makes a function that resolves a thunk on its first call and gives the same promise on every later one.
 *
 * @param thunk - must not hold a value that is itself a function
 */
export function resolveOnce<Value extends object>(thunk: Thunk<Value>): () => Promise<Value> {
  let resolved: Promise<Value> | undefined;
  return () => {
    resolved ??= resolve(thunk);
    return resolved;
  };
}

async function resolve<Value extends object>(thunk: Thunk<Value>): Promise<Value> {
  return typeof thunk === "function" ? (thunk as () => Value | Promise<Value>)() : thunk;
}
