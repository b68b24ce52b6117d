import { FULL_DURABILITY } from "../adapters/pragmas.js";
import { startShared } from "../adapters/sqlite-wasm.js";
import type { Contestant } from "../contestant.js";

/**
 * The same with Web Locks.
 * @see https://sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs-wl
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload", "contention", "large"],
  flushesHere: false,
  pointDivisor: 5,
  start: (folder) => startShared("OpfsWlDb", folder, FULL_DURABILITY),
};
