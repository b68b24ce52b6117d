import { loadEngine } from "../../../src/engine/index.js";
import { openOurs, WASM_URL } from "../adapters/ours.js";
import type { Contestant } from "../contestant.js";

/** Our engine without storage: what the others are held against. */
export const contestant: Contestant = {
  isPeer: false,
  isPersistent: false,
  parts: ["workload"],
  flushesHere: false,
  async start() {
    const engine = await loadEngine({ wasmUrl: WASM_URL });
    return {
      open: () => openOurs(engine, { filename: ":memory:" }),
      wasmBytes: () => engine.heap.byteLength,
    };
  },
};
