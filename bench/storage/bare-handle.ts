import type { WorkloadResult } from "./measurements.js";
import { repeated, timed } from "./timing.js";

const PAGE_SIZE = 4096;
const WRITES = 200;

/** The least that 200 durable commits cost: as many times writing one page over existing bytes, then flush. */
export async function measureBareHandle(folder: string): Promise<WorkloadResult> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder);
  const file = await directory.getFileHandle("bare", { create: true });
  const handle = await file.createSyncAccessHandle();
  handle.write(new Uint8Array(WRITES * PAGE_SIZE).fill(1), { at: 0 });
  handle.flush();
  const page = new Uint8Array(PAGE_SIZE).fill(2);
  const elapsed = await repeated(() =>
    timed(() => {
      for (let index = 0; index < WRITES; index++) {
        handle.write(page, { at: index * PAGE_SIZE });
        handle.flush();
      }
    }),
  );
  handle.close();
  return { works: { "200 autocommit inserts": elapsed }, scripts: {} };
}
