/**
 * The error that a call rejects with.
 *
 * @throws Error when it fulfils
 */
export async function rejection(call: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  let value: unknown;
  try {
    value = await call;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error(`fulfilled with ${String(value)} instead of rejecting`);
}
