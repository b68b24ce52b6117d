import { FULL_DURABILITY } from "../adapters/pragmas.js";
import { startPool } from "../adapters/sqlite-wasm.js";
import type { Contestant } from "../contestant.js";

/**
 * The official package's pool.
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs-sahpool
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload", "large"],
  flushesHere: true,
  start: (folder) => startPool(folder, FULL_DURABILITY),
};
