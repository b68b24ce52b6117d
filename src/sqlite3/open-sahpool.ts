import { resultCodeOf, SahPool } from "../vfs/index.js";
import type { SAHPoolOptions } from "./install-sahpool.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Oo1Namespace } from "./oo1-namespace.js";
import { createSahPoolUtil, type SAHPoolUtil } from "./sahpool-util.js";
import { inSQLite3Errors } from "./storage-errors.js";

/** What a pool is opened with. */
export interface OpenSahPoolOptions extends SAHPoolOptions {
  readonly name: string;
  /** Called when the pool has been deleted. */
  readonly onRemoved: () => void;
}

/**
 * Opens a pool and registers its VFS.
 * @throws SQLite3Error
 */
export function openSahPool(
  parts: NamespaceParts,
  oo1: Oo1Namespace,
  options: OpenSahPoolOptions,
): Promise<SAHPoolUtil> {
  return inSQLite3Errors(parts.errors.SQLite3Error, resultCodeOf).async(() => open(parts, oo1, options));
}

async function open(
  parts: NamespaceParts,
  oo1: Oo1Namespace,
  { name, onRemoved, ...options }: OpenSahPoolOptions,
): Promise<SAHPoolUtil> {
  const { config } = parts;
  const { directory = `.${name}`, initialCapacity = 6, clearOnInit = false, verbosity = 2 } = options;
  // Like the official package's, this pool gets files when it is told to.
  const pool = await SahPool.create(directory, { initialCapacity, reserve: 0 });
  try {
    if (clearOnInit) pool.wipe();
    for (const { name: file, path } of verbosity >= 2 ? pool.damagedFiles : []) {
      config.warn(`${name}: the header of ${file} (${path}) is damaged; it is set aside`);
    }
    const util = createSahPoolUtil(parts, oo1, { pool, name, onRemoved });
    if (verbosity >= 3) config.log(`${name}: ${pool.fileCount} of ${pool.capacity} files are in use`);
    return util;
  } catch (error) {
    await pool.close();
    throw error;
  }
}
