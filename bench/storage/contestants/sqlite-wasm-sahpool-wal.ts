import { EXCLUSIVE_WAL } from "../adapters/pragmas.js";
import { startPool } from "../adapters/sqlite-wasm.js";
import type { Contestant } from "../contestant.js";

/**
 * The official package's pool with the journal that one connection may use.
 * @see https://sqlite.org/wal.html#noshm
 */
export const contestant: Contestant = {
  isPeer: true,
  isPersistent: true,
  parts: ["workload"],
  flushesHere: true,
  start: (folder) => startPool(folder, EXCLUSIVE_WAL),
};
