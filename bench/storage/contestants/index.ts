import type { Contestant } from "../contestant.js";

/**
 * One file here and one line below per contestant, by the name that tables and targets use; a worker loads only the one
 * that it runs. Targets may name contestants that are not here yet: they show as not measured.
 */
export const CONTESTANTS: Readonly<Record<string, () => Promise<{ readonly contestant: Contestant }>>> = {
  memory: () => import("./memory.js"),
  "opfs-sahpool": () => import("./opfs-sahpool.js"),
  opfs: () => import("./opfs.js"),
  "sqlite-wasm opfs": () => import("./sqlite-wasm-opfs.js"),
  "sqlite-wasm opfs-wl": () => import("./sqlite-wasm-opfs-wl.js"),
  "sqlite-wasm opfs-sahpool": () => import("./sqlite-wasm-sahpool.js"),
  "sqlite-wasm opfs-sahpool, exclusive WAL": () => import("./sqlite-wasm-sahpool-wal.js"),
  "sqlite-wasm opfs-sahpool, exclusive WAL, exec method": () => import("./sqlite-wasm-sahpool-wal-exec.js"),
  "wa-sqlite AccessHandlePool": () => import("./wa-sqlite-pool.js"),
  "wa-sqlite AccessHandlePool, exclusive WAL": () => import("./wa-sqlite-pool-wal.js"),
  "wa-sqlite OPFSCoopSync": () => import("./wa-sqlite-coop-sync.js"),
};

/** @throws RangeError for a name that is not among {@link CONTESTANTS} */
export async function loadContestant(name: string): Promise<Contestant> {
  const load = CONTESTANTS[name];
  if (load === undefined) throw new RangeError(`no contestant named ${name}`);
  return (await load()).contestant;
}
