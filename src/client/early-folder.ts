import { PoolLayout } from "../base/index.js";
import type { EarlyFolder } from "../protocol/index.js";

/** Names that stay as they are when they name a folder. The worker knows what becomes of others, and of those that cannot be. */
const PLAIN_NAME = /^\w[\w.-]*$/;

/**
 * Opens the folder of a database's pool, and makes the files of a new one, while a worker starts: each step waits for the browser's
 * own process.
 *
 * @param name - of a database that lies in a pool
 * @returns `undefined` where it does not try. It fulfils with `null` where that fails; the worker, which tries by itself then, says
 *   why
 */
export function openFolderEarly(name: string): Promise<EarlyFolder | null> | undefined {
  return PLAIN_NAME.test(name) ? openFolder(name).catch(() => null) : undefined;
}

async function openFolder(name: string): Promise<EarlyFolder> {
  const create = { create: true };
  let folder = await navigator.storage.getDirectory();
  for (const part of [PoolLayout.databases, name, PoolLayout.files]) {
    folder = await folder.getDirectoryHandle(part, create);
  }
  const entries: FileSystemHandle[] = [];
  for await (const entry of folder.values()) entries.push(entry);
  if (entries.length > 0) return { folder, entries };
  const making = Array.from({ length: PoolLayout.initialCapacity }, (_, index) =>
    folder.getFileHandle(index === 0 ? PoolLayout.firstFile : crypto.randomUUID(), create),
  );
  return { folder, entries: await Promise.all(making) };
}
