import { Opfs } from "../../../src/vfs/opfs/index.js";
import { askForProxy } from "../opfs/sibling-proxy.js";
import { type EngineLoader, startVfs, type VfsFixture } from "./fixture.js";

/** What plain files do without. */
export const OPFS_LACKS: NonNullable<VfsFixture["lacks"]> = {
  deleteWhileOpen: "browsers refuse to delete a file that is open",
};

/** Plain files in the browser's own storage, behind a proxy worker. */
export function opfsFixture(load: EngineLoader): VfsFixture {
  return {
    name: "opfs",
    lacks: OPFS_LACKS,
    async start() {
      const opfs = await Opfs.create({ proxyPort: askForProxy() });
      return startVfs(load, opfs.vfs, () => opfs.close());
    },
  };
}
