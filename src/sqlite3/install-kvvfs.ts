import type { Sqlite3Config } from "./config.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Sqlite3 } from "./sqlite3.js";

/** What starts the VFS; `undefined` where the settings leave it out. */
export type KvvfsStarter = ((parts: NamespaceParts, sqlite3: Sqlite3) => void) | undefined;

/** Loads the VFS `kvvfs`, beside the wasm, so that starting takes no longer. */
export async function loadKvvfs({ disable }: Sqlite3Config): Promise<KvvfsStarter> {
  if (disable?.vfs?.kvvfs === true) return undefined;
  return (await import("./start-kvvfs.js")).startKvvfs;
}

/**
 * Puts the VFS `kvvfs` in place of SQLite's own, which the wasm registers. That one leaves storing records to JavaScript,
 * but does not do without being told what it has not been made for: it takes no hot journal for one, so that half of an
 * interrupted commit stays; it knows no locks, no other size of pages than the first, and no full store, and writes pages
 * before the commit, so that rolling back may need room that is gone. Ours stores the same records.
 */
export function installKvvfs(parts: NamespaceParts, sqlite3: Sqlite3, start: KvvfsStarter): void {
  const { capi } = parts.engine;
  const name = capi.allocator.allocCString("kvvfs");
  capi.sqlite3_vfs_unregister(capi.sqlite3_vfs_find(name));
  capi.allocator.free(name);
  start?.(parts, sqlite3);
}
