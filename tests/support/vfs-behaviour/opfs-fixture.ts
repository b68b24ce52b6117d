import { Opfs } from "../../../src/vfs/opfs/index.js";
import { askForProxy } from "../opfs/sibling-proxy.js";
import { type EngineLoader, startVfs, type VfsFixture } from "./fixture.js";

/** Plain files in the browser's own storage, behind a proxy worker. */
export function opfsFixture(load: EngineLoader): VfsFixture {
  return {
    name: "opfs",
    lacks: {
      exclusive: "SQLite asks for it with temporary files only, which get random names here",
      deleteWhileOpen: "a deleted file must not be used any more: its number in the proxy goes to another",
    },
    async start() {
      const opfs = await Opfs.create({ proxyPort: askForProxy() });
      return startVfs(load, opfs.vfs, () => opfs.close());
    },
  };
}
