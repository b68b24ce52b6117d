import { OPFSCoopSyncVFS } from "@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js";
import { FULL_DURABILITY } from "../adapters/pragmas.js";
import { startWaSqlite } from "../adapters/wa-sqlite.js";
import type { Contestant } from "../contestant.js";

/**
 * Plain files, several connections, handles given up on request.
 * @see https://github.com/rhashimoto/wa-sqlite/tree/master/src/examples#opfscoopsyncvfs
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload", "contention", "large"],
  flushesHere: true,
  start: (folder) => startWaSqlite(OPFSCoopSyncVFS, "coop-sync", folder, FULL_DURABILITY),
};
