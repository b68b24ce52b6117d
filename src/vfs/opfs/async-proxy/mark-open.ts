import { type ReleaseMark, tryMarkOpen } from "../layout/index.js";

/** Milliseconds to wait for an import or export of the file. */
const TIMEOUT = 2_000;
const DELAY = 20;

/**
 * Marks a database as open, waiting a while for who replaces or copies it.
 * @throws DOMException `NoModificationAllowedError` when that takes longer
 */
export async function markOpen(path: string): Promise<ReleaseMark> {
  const deadline = performance.now() + TIMEOUT;
  for (;;) {
    const release = await tryMarkOpen(path, "shared");
    if (release !== undefined) return release;
    if (performance.now() > deadline) {
      throw new DOMException("the database is being imported or exported", "NoModificationAllowedError");
    }
    await new Promise((resolve) => setTimeout(resolve, DELAY));
  }
}
