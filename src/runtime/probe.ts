import type { Capability } from "../base/index.js";

/** Says that something is not there. */
export function unavailable(reason: string): Capability {
  return { available: false, reason };
}

/**
 * Tries something out.
 *
 * @param attempt - does the thing; a reason it returns, or an error it throws, says that it is not there
 */
export async function probe(attempt: () => unknown): Promise<Capability> {
  try {
    const reason = await attempt();
    return typeof reason === "string" ? unavailable(reason) : { available: true };
  } catch (error) {
    return unavailable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}
