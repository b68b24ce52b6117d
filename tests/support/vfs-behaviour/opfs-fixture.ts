import { Opfs } from "../../../src/vfs/opfs/index.js";
import { type EngineLoader, startVfs, type VfsFixture } from "./fixture.js";

/** Plain files in the browser's own storage, behind a proxy worker. */
export function opfsFixture(load: EngineLoader): VfsFixture {
  return {
    name: "opfs",
    async start() {
      const opfs = await Opfs.create();
      return startVfs(load, opfs.vfs, () => opfs.close());
    },
  };
}
