import type { EnvironmentReport } from "../base/index.js";
import type { Engine } from "../engine/index.js";
import type { EarlyFolder, OpenPayload, StorageReport } from "../protocol/index.js";
import { type OpenedPoolFolder, registerVfs, SahPool } from "../vfs/index.js";
import { ROOT_FOLDER } from "./database-folder.js";
import { emptyDatabase } from "./empty-database.js";
import { beginJournaling, endJournaling } from "./journaling.js";
import { Ownership } from "./ownership.js";
import { shapeFile } from "./pragmas.js";
import type { Storage } from "./storage.js";

/** Name of the one file in the pool that is not a journal. */
const DATABASE_PATH = "/database";
/** Name of a database that is being imported, until it takes the place of the other one. */
export const IMPORT_PATH = "/import";

/** Path of the pool that a database has for itself. @param folder - name of the database's folder */
export function poolPath(folder: string): string {
  return `${ROOT_FOLDER}/${folder}`;
}

/** A pool that this worker has, and says that it has. */
export interface OwnedPool {
  readonly pool: SahPool;
  readonly ownership: Ownership;
}

/**
 * Opens a pool in the Origin Private File System that belongs to one database alone.
 *
 * @param path - of the pool, from the root of that file system
 * @param folder - fulfils with its folder where the client opens it; where that fails it is opened here
 * @throws StorageError `locked`, with who holds it, when another tab or worker still does after `lockTimeout`; as
 *   `SahPool.create`
 */
export async function openPool(
  path: string,
  { lockTimeout, opener, pragmas }: OpenPayload,
  folder: Promise<EarlyFolder> | undefined,
): Promise<OwnedPool> {
  const ownership = new Ownership(path, opener);
  // TypeScript's library does not know `createSyncAccessHandle`, which only workers have.
  const opened = folder?.catch(() => undefined) as Promise<OpenedPoolFolder | undefined> | undefined;
  const options = {
    acquireTimeout: lockTimeout,
    leavesBlank: true,
    ...(opened === undefined ? {} : { opened }),
  };
  const pool = await ownership.take(() => SahPool.create(`/${path}`, options));
  if (pool.fileCount === 0 && !shapeFile(pragmas)) makeDatabase(pool);
  return { pool, ownership };
}

/** Makes a new database, which SQLite takes longer for. Where that fails SQLite tries, and says what is wrong. */
function makeDatabase(pool: SahPool): void {
  try {
    pool.createFile(DATABASE_PATH, emptyDatabase());
  } catch {}
}

/**
 * Makes an open pool the storage of a worker.
 *
 * @param starting - fulfils with the engine
 * @throws StorageError; what `starting` rejects with. The pool is then closed
 */
export async function poolStorage(
  { pool, ownership }: OwnedPool,
  starting: Promise<Engine>,
  report: StorageReport,
  environment: EnvironmentReport,
): Promise<Storage> {
  try {
    const engine = await starting;
    // As the default it also takes attached databases, which would be lost in the engine's own filesystem.
    const vfs = registerVfs(engine.capi, pool.createVfs(), { makeDefault: true });
    // One that was not finished when its worker died.
    pool.unlink(IMPORT_PATH);
    return {
      pool,
      report,
      environment,
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
