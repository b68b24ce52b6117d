import { StorageError } from "../../base/index.js";
import { absolutePath } from "../absolute-path.js";
import { OpenFlag } from "../constants.js";
import { finishImport } from "./import-file.js";
import type { PoolVfs } from "./pool-vfs.js";

/*
 * What a pool can do without waiting, for callers that cannot wait either. Nothing that the pool does with promises may
 * be under way.
 */

/**
 * Stores a database under a name as `SahPool.importFile` does, in a file that is free already.
 *
 * @returns bytes written
 * @throws StorageError `full` when none is free; otherwise as `SahPool.importFile`
 */
export function importAtOnce(
  { table }: Pick<PoolVfs, "table">,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): number {
  const path = absolutePath(name);
  table.findClosed(path);
  const slot = table.takeFree();
  if (slot === undefined) {
    const message = `no file is free for ${path}: all ${table.capacity} files of the pool are in use`;
    throw new StorageError("full", message);
  }
  try {
    slot.content.write(bytes, 0);
    finishImport(slot.content, bytes.length);
  } catch (error) {
    table.giveBack(slot);
    throw error;
  }
  table.install(slot, path, OpenFlag.MAIN_DB);
  return bytes.length;
}

/**
 * Gives all handles up, as `SahPool.pause` does.
 * @throws StorageError `locked` while something is open
 */
export function releaseAtOnce({ table }: Pick<PoolVfs, "table">): void {
  const { openCount } = table;
  if (openCount > 0) throw new StorageError("locked", `${openCount} files of the pool are still open`);
  for (const slot of table.clear()) slot.close();
}
