import type { Engine } from "../engine/index.js";
import { registerVfs, SahPool } from "../vfs/index.js";
import { ROOT_FOLDER } from "./database-folder.js";
import { beginJournaling, endJournaling } from "./journaling.js";
import type { Storage } from "./storage.js";

/** Name of the one file in the pool that is not a journal. */
const DATABASE_PATH = "/database";

/**
 * Opens a pool in the Origin Private File System that belongs to one database alone.
 *
 * @param folder - name of the database's folder
 * @throws StorageError `locked` when another tab or worker still holds it after a while; as `SahPool.create`
 */
export async function openPoolStorage(folder: string, engine: Engine): Promise<Storage> {
  const path = `${ROOT_FOLDER}/${folder}`;
  const pool = await SahPool.create(`/${path}`);
  try {
    // As the default it also takes attached databases, which would be lost in the engine's own filesystem.
    const vfs = registerVfs(engine.capi, pool.createVfs(), { makeDefault: true });
    return {
      report: { kind: "opfs-sahpool", persistent: true, reason: "the browser offers it", path },
      database: { filename: DATABASE_PATH, vfs: vfs.name },
      begin: beginJournaling,
      end: endJournaling,
      takeFailure: (resultCode) => vfs.takeLastError(resultCode),
      async replenish() {
        if (!pool.isPaused) await pool.ensureReserve();
      },
      requirePresent: () => pool.requirePresent(),
      release: () => pool.close(),
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}
