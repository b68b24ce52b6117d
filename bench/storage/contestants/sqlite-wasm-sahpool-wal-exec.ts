import { EXCLUSIVE_WAL } from "../adapters/pragmas.js";
import { startPool } from "../adapters/sqlite-wasm.js";
import type { Contestant } from "../contestant.js";

/**
 * The same, with its scripts run as the documentation does and most users do.
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md#db-exec
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload"],
  flushesHere: true,
  start: (folder) => startPool(folder, EXCLUSIVE_WAL, "db.exec"),
};
