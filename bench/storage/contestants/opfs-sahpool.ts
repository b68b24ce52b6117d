import { loadEngine } from "../../../src/engine/index.js";
import { registerVfs, SahPool } from "../../../src/vfs/index.js";
import { openOurs, WASM_URL } from "../adapters/ours.js";
import type { Contestant } from "../contestant.js";

/** Our pool as it comes: its defaults are its full durability. */
export const contestant: Contestant = {
  isPeer: false,
  isPersistent: true,
  parts: ["workload", "large"],
  async start(folder) {
    const engine = await loadEngine({ wasmUrl: WASM_URL });
    const pool = await SahPool.create(`/${folder}/pool`);
    const vfs = registerVfs(engine.capi, pool.createVfs());
    return {
      open: (name) => openOurs(engine, { filename: `/${name}`, vfs: vfs.name }),
      wasmBytes: () => engine.heap.byteLength,
    };
  },
};
