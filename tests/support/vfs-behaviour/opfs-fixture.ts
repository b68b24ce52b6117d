import { Opfs } from "../../../src/vfs/opfs/index.js";
import { askForProxy } from "../opfs/sibling-proxy.js";
import { type EngineLoader, startVfs, type VfsFixture } from "./fixture.js";

/** Plain files in the browser's own storage, behind a proxy worker. */
export function opfsFixture(load: EngineLoader): VfsFixture {
  return {
    name: "opfs",
    lacks: {
      deleteWhileOpen: "browsers refuse to delete a file that is open",
    },
    async start() {
      const opfs = await Opfs.create({ proxyPort: askForProxy() });
      return startVfs(load, opfs.vfs, () => opfs.close());
    },
  };
}
