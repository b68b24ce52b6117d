import { OpfsFiles } from "../../vfs/index.js";
import type { Session } from "../session.js";
import { type ImportTarget, withSoundDatabase } from "./import-target.js";
import { TemporaryFile } from "./temporary-file.js";

/** Where no database may lie. */
const FOLDER = [".opfs-temporary"];

/** Imports into another file, which then takes the place of the database's. */
export async function importIntoFile(session: Session): Promise<ImportTarget> {
  const { filename = "", vfs } = session.storage.database;
  const file = await TemporaryFile.create(FOLDER, "import-");
  return {
    write: (bytes) => file.write(bytes),
    async finish() {
      file.flush();
      file.close();
      withSoundDatabase(session, { filename: file.path, vfs });
      await session.reopenAround(async () => {
        await new OpfsFiles().replaceDatabase(file.path, filename);
        return undefined;
      });
    },
    remove: () => file.remove(),
  };
}
