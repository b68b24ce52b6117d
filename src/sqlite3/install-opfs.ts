import type { NamespaceParts } from "./namespace-parts.js";
import type { Sqlite3 } from "./sqlite3.js";

/**
 * Adds the VFSes `opfs` and `opfs-wl` and their classes to a namespace, where they can work: in a dedicated worker of a
 * cross-origin isolated page. What goes wrong is said to `sqlite3.config.warn()`, and the namespace goes without.
 *
 * The official package's two VFSes differ in who decides which connection is next. Here Web Locks decide in both, so that
 * they are one under two names.
 */
export async function installOpfs(parts: NamespaceParts, sqlite3: Sqlite3): Promise<void> {
  const { config } = parts;
  const { crossOriginIsolated, DedicatedWorkerGlobalScope, location } = globalThis as {
    crossOriginIsolated?: boolean;
    DedicatedWorkerGlobalScope?: unknown;
    location?: Location;
  };
  const disabled = config.disable?.vfs ?? {};
  const isWanted = config.opfs?.disable !== true && !isSet(location?.search ?? "", "opfs-disable");
  const names = isWanted ? ["opfs", "opfs-wl"].filter((name) => disabled[name] !== true) : [];
  if (names.length === 0 || crossOriginIsolated !== true || DedicatedWorkerGlobalScope === undefined) return;
  try {
    // Loaded only where it can work.
    const { startOpfs } = await import("./start-opfs.js");
    const { classes, opfs } = await startOpfs(parts, sqlite3.oo1, names);
    Object.assign(sqlite3.oo1, classes);
    Object.assign(sqlite3, { opfs });
  } catch (error) {
    config.warn("The VFS opfs is not there:", error);
  }
}

function isSet(search: string, name: string): boolean {
  const value = new URLSearchParams(search).get(name);
  return value !== null && value !== "0" && value !== "false";
}
