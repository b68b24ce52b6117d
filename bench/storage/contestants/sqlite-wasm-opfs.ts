import { FULL_DURABILITY } from "../adapters/pragmas.js";
import { startShared } from "../adapters/sqlite-wasm.js";
import type { Contestant } from "../contestant.js";

/**
 * The official package's VFS for several connections.
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload", "contention", "large"],
  flushesHere: false,
  pointDivisor: 5,
  start: (folder) => startShared("OpfsDb", folder, FULL_DURABILITY),
};
