import { column, startOnOpfs } from "../../support/opfs/open-opfs.js";
import { describeOpfsFiles } from "./files-suite.js";
import type { Connection } from "./test-databases.js";

/** Opens a database in this worker, behind a proxy of its own. */
async function connect(path: string): Promise<Connection> {
  const { opfs, open } = await startOnOpfs();
  const db = open(path);
  return {
    exec: async (sql) => column(db, sql),
    async end() {
      db.close();
      opfs.close();
    },
  };
}

describeOpfsFiles(connect);
