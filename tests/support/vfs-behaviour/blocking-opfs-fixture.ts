import { OpfsVfs } from "../../../src/vfs/opfs/opfs-vfs.js";
import { BlockingRunner } from "../opfs/blocking-proxy/blocking-runner.js";
import { createProxyContext } from "../opfs/blocking-proxy/create-context.js";
import type { PlainDirectory } from "../opfs/blocking-proxy/promiseless.js";
import { type EngineLoader, startVfs, type VfsFixture } from "./fixture.js";
import { OPFS_LACKS } from "./opfs-fixture.js";

const CACHE_SIZE = 1_048_576;

/**
 * Plain files in memory, behind the proxy in the same thread.
 *
 * @param isShareable - whether a file may have several handles, as in Chromium
 */
export function blockingOpfsFixture(
  load: EngineLoader,
  root: PlainDirectory,
  isShareable: boolean,
  lacks: VfsFixture["lacks"],
): VfsFixture {
  return {
    name: isShareable ? "opfs" : "opfs where a file has one handle",
    lacks: { ...OPFS_LACKS, ...lacks },
    async start() {
      const runner = new BlockingRunner(await createProxyContext(), root, isShareable);
      return startVfs(load, new OpfsVfs("opfs", runner, runner.memory, CACHE_SIZE));
    },
  };
}
