import type { Handlers } from "../handlers/handler.js";
import { missingForOpfs } from "../../vfs/index.js";
import { describeEnvironment } from "./describe-environment.js";
import { isPersistent } from "./payloads.js";
import { deleteFile, deletePool, listFiles, listPools, type OpenPool } from "./stored-databases.js";

/** What needs no open database. */
export function libraryHandlers(
  openPool: OpenPool | undefined,
): Handlers<"deleteDatabase" | "listDatabases" | "environment"> {
  return {
    deleteDatabase: {
      accepts: ({ name, storage }) => typeof name === "string" && isPersistent(storage),
      perform({ name, storage }) {
        if (storage === "opfs") return deleteFile(name);
        if (openPool === undefined) throw new TypeError("this worker is for the storage opfs only");
        return deletePool(name, openPool);
      },
    },
    listDatabases: {
      accepts: ({ storage }) => storage === null || isPersistent(storage),
      async perform({ storage }) {
        const pools = storage === "opfs" ? [] : await listPools();
        return storage === "opfs-sahpool" ? pools : [...pools, ...(await listFiles())];
      },
    },
    environment: {
      accepts: () => true,
      async perform(_, { served }) {
        return describeEnvironment(await served.host.detectEnvironment(), missingForOpfs(globalThis));
      },
    },
  };
}
