import type { SahPool } from "../../vfs/index.js";
import type { Session } from "../session.js";
import { IMPORT_PATH } from "../pool-storage.js";
import { type ImportTarget, withSoundDatabase } from "./import-target.js";

/** Imports into another file of the database's own pool, which then takes the database's name in the pool. */
export async function importIntoPool(session: Session, pool: SahPool): Promise<ImportTarget> {
  const { filename = "", vfs } = session.storage.database;
  const target = await pool.beginImport(IMPORT_PATH);
  return {
    write: (bytes) => target.write(bytes),
    async finish() {
      target.finish();
      withSoundDatabase(session, { filename: IMPORT_PATH, vfs });
      await session.reopenAround(async () => {
        pool.replace(IMPORT_PATH, filename);
        return undefined;
      });
    },
    async remove() {
      target.abort();
      if (!pool.isPaused) pool.unlink(IMPORT_PATH);
    },
  };
}
