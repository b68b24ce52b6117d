import type { Capi } from "../../../src/capi/index.js";
import { Database } from "../../../src/oo1/index.js";
import {
  type RegisteredVfs,
  registerVfs,
  SahPool,
  type SahPoolOptions,
  type StorageDirectory,
} from "../../../src/vfs/index.js";
import { loadTestEngine } from "../engine/load-test-engine.js";
import { type MemoryFile, MemoryStorage } from "./memory-storage.js";

/** Opens the pool `/pool` of a storage. */
export async function openPool(storage: MemoryStorage, options: SahPoolOptions = {}): Promise<SahPool> {
  return SahPool.create(await poolDirectory(storage), { acquireTimeout: 0, ...options });
}

/** The directory of the pool `/pool`. */
export function poolDirectory(storage: MemoryStorage): Promise<StorageDirectory> {
  return storage.root.getDirectoryHandle("pool", { create: true });
}

/** The files of the pool `/pool`, by name. */
export async function poolFiles(storage: MemoryStorage): Promise<Map<string, MemoryFile>> {
  const pool = await storage.root.getDirectoryHandle("pool");
  return (await pool.getDirectoryHandle(".opaque")).files;
}

/** The file of the pool `/pool` that has a path in its header. */
export async function poolFile(storage: MemoryStorage, path: string): Promise<MemoryFile> {
  const wanted = [...new TextEncoder().encode(`${path}\0`)];
  const files = [...(await poolFiles(storage)).values()];
  const found = files.find((file) => wanted.every((byte, index) => file.bytes[index] === byte));
  if (found === undefined) throw new Error(`no pool file has the path ${path}`);
  return found;
}

/** An engine that stores databases in a pool, in memory. */
export interface PoolFixture {
  readonly capi: Capi;
  readonly storage: MemoryStorage;
  readonly pool: SahPool;
  readonly vfs: RegisteredVfs;
  /** Opens a database of the pool. */
  open(filename: string, flags?: "c" | "w" | "r"): Database;
}

/** Starts an engine on the pool `/pool` of a storage. */
export async function startOnPool(
  storage = new MemoryStorage(),
  options: SahPoolOptions = {},
): Promise<PoolFixture> {
  const [{ capi }, pool] = await Promise.all([loadTestEngine(), openPool(storage, options)]);
  const vfs = registerVfs(capi, pool.createVfs());
  return {
    capi,
    storage,
    pool,
    vfs,
    open: (filename, flags = "c") => new Database(capi, { filename, flags, vfs: vfs.name }),
  };
}

/** Reads the first column of all rows. */
export function column(db: Database, sql: string): unknown[] {
  const resultRows: unknown[][] = [];
  db.exec(sql, { resultRows: resultRows as never });
  return resultRows.map(([first]) => first);
}
