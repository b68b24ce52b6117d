/** What the sample that runs has reported, by the numbers of its checks. */
const reported = new Map<number, unknown[]>();

/** Takes values that a comment of the sample speaks of. @returns the first */
export function see<Value>(check: number, ...values: [Value, ...unknown[]]): Value {
  reported.set(check, [...(reported.get(check) ?? []), ...values]);
  return values[0];
}

/** Takes what a function throws. @throws Error when it does not */
export async function seeThrown(check: number, body: () => Promise<unknown>): Promise<void> {
  try {
    await body();
  } catch (error) {
    see(check, error);
    return;
  }
  throw new Error("a statement did not throw what its comment says");
}

/** Gives all that was reported, and begins anew. */
export function takeReported(): ReadonlyMap<number, readonly unknown[]> {
  const taken = new Map(reported);
  reported.clear();
  return taken;
}
