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

/**
 * Opens a pool in the Origin Private File System that belongs to one database alone.
 *
 * @param folder - name of the database's folder
 * @param report - makes the report, given the pool's path
 * @throws StorageError `locked`, with who holds it, when another tab or worker still does after `lockTimeout`; as
 *   `SahPool.create`
 */
export async function openPoolStorage(
  folder: string,
  engine: Engine,
  { lockTimeout, opener }: OpenPayload,
  report: (path: string) => StorageReport,
): Promise<Storage> {
  const path = `${ROOT_FOLDER}/${folder}`;
  const ownership = new Ownership(path, opener);
  const pool = await ownership.take(() => SahPool.create(`/${path}`, { acquireTimeout: lockTimeout }));
  try {
    // As the default it also takes attached databases, which would be lost in the engine's own filesystem.
    const vfs = registerVfs(engine.capi, pool.createVfs(), { makeDefault: true });
    // One that was not finished when its worker died.
    pool.unlink(IMPORT_PATH);
    return {
      pool,
      report: report(path),
      database: { filename: DATABASE_PATH, vfs: vfs.name },
      begin: beginJournaling,
      end: endJournaling,
      takeFailure: (resultCode) => vfs.takeLastError(resultCode),
      async replenish() {
        if (!pool.isPaused) await pool.ensureReserve();
      },
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
