import { loadEngine } from "../../../src/engine/index.js";
import { Opfs, registerVfs } from "../../../src/vfs/index.js";
import { beginSharing } from "../../../src/worker/journaling.js";
import { askCountingProxy, startCountingProxy } from "../adapters/ask-counting-proxy.js";
import { openOurs, WASM_URL } from "../adapters/ours.js";
import type { Contestant } from "../contestant.js";

/** Our shared files as the client's worker uses them. */
export const contestant: Contestant = {
  isPeer: false,
  isPersistent: true,
  parts: ["workload", "contention", "large"],
  // The proxy has the handles.
  flushesHere: false,
  async start(folder) {
    const [engine, opfs] = await Promise.all([
      loadEngine({ wasmUrl: WASM_URL }),
      Opfs.create({ proxyPort: startCountingProxy() }),
    ]);
    const vfs = registerVfs(engine.capi, opfs.vfs);
    return {
      open: (name) => openOurs(engine, { filename: `/${folder}/${name}`, vfs: vfs.name }, beginSharing),
      readBytes: askCountingProxy,
      wasmBytes: () => engine.heap.byteLength,
    };
  },
};
