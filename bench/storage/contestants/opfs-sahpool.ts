import { loadEngine } from "../../../src/engine/index.js";
import { registerVfs, SahPool } from "../../../src/vfs/index.js";
import { beginJournaling } from "../../../src/worker/journaling.js";
import { openOurs, WASM_URL } from "../adapters/ours.js";
import type { Contestant } from "../contestant.js";

/** Our pool as the client's worker uses it, at its default, full durability. */
export const contestant: Contestant = {
  isPeer: false,
  isPersistent: true,
  parts: ["workload", "large"],
  flushesHere: true,
  async start(folder) {
    const engine = await loadEngine({ wasmUrl: WASM_URL });
    const pool = await SahPool.create(`/${folder}/pool`);
    const vfs = registerVfs(engine.capi, pool.createVfs());
    return {
      open: (name) =>
        openOurs(engine, { filename: `/${name}`, vfs: vfs.name }, (db) => beginJournaling(db, "full")),
      wasmBytes: () => engine.heap.byteLength,
    };
  },
};
