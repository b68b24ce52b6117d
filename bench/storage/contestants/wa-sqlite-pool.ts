import { AccessHandlePoolVFS } from "@journeyapps/wa-sqlite/src/examples/AccessHandlePoolVFS.js";
import { FULL_DURABILITY } from "../adapters/pragmas.js";
import { startWaSqlite } from "../adapters/wa-sqlite.js";
import type { Contestant } from "../contestant.js";

/**
 * A pool like ours.
 * @see https://github.com/rhashimoto/wa-sqlite/tree/master/src/examples#accesshandlepoolvfs
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload", "large"],
  flushesHere: true,
  start: (folder) => startWaSqlite(AccessHandlePoolVFS, `/${folder}/pool`, "", FULL_DURABILITY),
};
