import { AccessHandlePoolVFS } from "@journeyapps/wa-sqlite/src/examples/AccessHandlePoolVFS.js";
import { EXCLUSIVE_WAL } from "../adapters/pragmas.js";
import { startWaSqlite } from "../adapters/wa-sqlite.js";
import type { Contestant } from "../contestant.js";

/**
 * The pool with the journal that its page recommends.
 * @see https://github.com/rhashimoto/wa-sqlite/tree/master/src/examples#accesshandlepoolvfs
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload"],
  flushesHere: true,
  start: (folder) => startWaSqlite(AccessHandlePoolVFS, `/${folder}/pool`, "", EXCLUSIVE_WAL),
};
