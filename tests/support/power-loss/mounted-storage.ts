import { SahPool, type Vfs } from "../../../src/vfs/index.js";
import { OpfsVfs } from "../../../src/vfs/opfs/opfs-vfs.js";
import { BlockingRunner } from "../opfs/blocking-proxy/blocking-runner.js";
import { createProxyContext, type ProxyContext } from "../opfs/blocking-proxy/create-context.js";
import type { Random } from "./random.js";
import type { RecordingStorage } from "./recording-storage.js";

/** One of the library's storages over recorded files, for the connections that follow. */
export interface MountedStorage {
  readonly vfs: Vfs;
  /** What was found damaged when it was mounted, for people; empty where nothing was. */
  readonly damage: string;
  /** The contents of all rollback journals. */
  readonly journals: Uint8Array<ArrayBuffer>[];
  /** Does what the library does between two requests. */
  settle(): Promise<void>;
  /** Changes how files are kept, as a user may ask for between two transactions. */
  rearrange(random: Random): Promise<void>;
}

/** Mounts a storage. The one before is forgotten, as if its worker had died. */
export type Mount = (storage: RecordingStorage) => Promise<MountedStorage>;

/**
 * The storages that are tried. `opfs-sahpool, left blank` is one whose files stay empty until they are used, as in the client;
 * `opfs, one handle` is `opfs` where a file has one access handle only, as in Firefox.
 */
export type StorageName = "opfs-sahpool" | "opfs-sahpool, left blank" | "opfs" | "opfs, one handle";

/** Two databases, their journals, a super-journal, and a temporary file with its journal. */
const MOST_FILES = 8;
/** Small enough that blocks make room for others. */
const CACHE_SIZE = 65_536;

/** Makes what mounts each storage. */
export async function createMounts(): Promise<Readonly<Record<StorageName, Mount>>> {
  const context = await createProxyContext();
  return {
    "opfs-sahpool": (storage) => mountPool(storage, false),
    "opfs-sahpool, left blank": (storage) => mountPool(storage, true),
    opfs: (storage) => mountOpfs(context, storage, true),
    "opfs, one handle": (storage) => mountOpfs(context, storage, false),
  };
}

async function mountPool({ root }: RecordingStorage, leavesBlank: boolean): Promise<MountedStorage> {
  const pool = await SahPool.create(root.directory("pool", true), { acquireTimeout: 0, leavesBlank });
  // A pool that was interrupted early has fewer.
  const reserveFiles = async (): Promise<void> => {
    await pool.ensureReserve(Math.max(0, MOST_FILES - pool.fileCount));
  };
  await reserveFiles();
  return {
    vfs: pool.createVfs(),
    damage: pool.damagedFiles.length === 0 ? "" : JSON.stringify(pool.damagedFiles),
    get journals() {
      return pool.fileNames.filter(isJournal).map((name) => pool.exportFile(name));
    },
    settle: reserveFiles,
    async rearrange(random) {
      if (random.chance(0.5)) await pool.addCapacity(1);
      else await pool.reduceCapacity(1);
    },
  };
}

async function mountOpfs(
  context: ProxyContext,
  storage: RecordingStorage,
  isShareable: boolean,
): Promise<MountedStorage> {
  const runner = new BlockingRunner(context, storage.root, isShareable);
  return {
    vfs: new OpfsVfs("opfs", runner, runner.memory, CACHE_SIZE),
    damage: "",
    get journals() {
      return storage.files.filter(({ path }) => isJournal(path)).map(({ bytes }) => bytes);
    },
    async settle() {},
    async rearrange() {},
  };
}

function isJournal(path: string): boolean {
  return path.endsWith("-journal");
}
