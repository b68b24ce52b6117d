import type { Engine } from "../engine/index.js";
import type { OpenPayload, StorageReport } from "../protocol/index.js";
import { registerVfs, SahPool } from "../vfs/index.js";
import { ROOT_FOLDER } from "./database-folder.js";
import { beginJournaling, endJournaling } from "./journaling.js";
import { Ownership } from "./ownership.js";
import type { Storage } from "./storage.js";

/** Name of the one file in the pool that is not a journal. */
const DATABASE_PATH = "/database";
/** Name of a database that is being imported, until it takes the place of the other one. */
export const IMPORT_PATH = "/import";

/** Path of the pool that a database has for itself. @param folder - name of the database's folder */
export function poolPath(folder: string): string {
  return `${ROOT_FOLDER}/${folder}`;
}

/**
 * Opens a pool in the Origin Private File System that belongs to one database alone.
 *
 * @param path - of the pool, from the root of that file system
 * @param starting - fulfils with the engine
 * @param reporting - fulfils with the report
 * @throws StorageError `locked`, with who holds it, when another tab or worker still does after `lockTimeout`; as
 *   `SahPool.create`; what `starting` and `reporting` reject with
 */
export async function openPoolStorage(
  path: string,
  starting: Promise<Engine>,
  { lockTimeout, opener }: OpenPayload,
  reporting: Promise<StorageReport>,
): Promise<Storage> {
  const ownership = new Ownership(path, opener);
  const pool = await ownership.take(() => SahPool.create(`/${path}`, { acquireTimeout: lockTimeout }));
  try {
    // Only now, so that the files are opened meanwhile.
    const report = await reporting;
    const engine = await starting;
    // As the default it also takes attached databases, which would be lost in the engine's own filesystem.
    const vfs = registerVfs(engine.capi, pool.createVfs(), { makeDefault: true });
    // One that was not finished when its worker died.
    pool.unlink(IMPORT_PATH);
    return {
      pool,
      report,
      database: { filename: DATABASE_PATH, vfs: vfs.name },
      begin: beginJournaling,
      end: endJournaling,
      takeFailure: (resultCode) => vfs.takeLastError(resultCode),
      replenish: () => (pool.isPaused || pool.hasReserve() ? undefined : pool.ensureReserve()),
      requirePresent: () => pool.requirePresent(),
      async pause() {
        await pool.pause();
        ownership.giveUp();
      },
      unpause: () => ownership.take(() => pool.unpause()),
      async release() {
        await pool.close();
        ownership.giveUp();
      },
    };
  } catch (error) {
    await pool.close();
    ownership.giveUp();
    throw error;
  }
}
