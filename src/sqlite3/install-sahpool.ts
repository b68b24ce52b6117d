import type { NamespaceParts } from "./namespace-parts.js";
import type { Oo1Namespace } from "./oo1-namespace.js";
import type { SAHPoolUtil } from "./sahpool-util.js";

/** How a pool is installed. */
export interface SAHPoolOptions {
  /** Name of the VFS; default `"opfs-sahpool"`. */
  readonly name?: string;
  /** Path of the pool's directory in the Origin Private File System; default a dot and the name. */
  readonly directory?: string;
  /** Files of a pool that has none in use; default 6. */
  readonly initialCapacity?: number;
  /** Whether to delete all databases in it first; default `false`. */
  readonly clearOnInit?: boolean;
  /** Whether to try again under a name that failed before, instead of failing as then; default `false`. */
  readonly forceReinitIfPreviouslyFailed?: boolean;
  /** Taken for compatibility: a failure never deletes what the pool holds. */
  readonly preserveOnInitFailure?: boolean;
  /** What goes to `sqlite3.config`'s log functions: 0 nothing, 1 errors, 2 and warnings (default), 3 everything. */
  readonly verbosity?: number;
}

/**
 * Opens a pool of files in the Origin Private File System, making it when there is none, and registers a VFS over it. It
 * needs a worker, but no COOP/COEP headers. Called again with a name, it gives what it gave the first time.
 *
 * @returns rejects with an `SQLite3Error`: `SQLITE_BUSY` when another tab or worker holds the pool
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs-sahpool
 */
export type InstallOpfsSAHPoolVfs = (options?: SAHPoolOptions) => Promise<SAHPoolUtil>;

/** Makes `sqlite3.installOpfsSAHPoolVfs()` of one instance. */
export function createSahPoolInstaller(parts: NamespaceParts, oo1: Oo1Namespace): InstallOpfsSAHPoolVfs {
  const installed = new Map<string, Promise<SAHPoolUtil>>();
  const failed = new Set<string>();

  const install = async (name: string, options: SAHPoolOptions): Promise<SAHPoolUtil> => {
    // Loaded when it is first used: a third of this library's code that many applications do without.
    const { openSahPool } = await import("./open-sahpool.js");
    return openSahPool(parts, oo1, { ...options, name, onRemoved: () => installed.delete(name) });
  };

  return (options = {}) => {
    const { name = "opfs-sahpool", verbosity = 2 } = options;
    if (options.forceReinitIfPreviouslyFailed && failed.delete(name)) installed.delete(name);
    const before = installed.get(name);
    if (before !== undefined) return before;
    const result = install(name, options);
    installed.set(name, result);
    result.catch((error: unknown) => {
      failed.add(name);
      if (verbosity >= 1) parts.config.error(`${name} could not be installed:`, error);
    });
    return result;
  };
}
