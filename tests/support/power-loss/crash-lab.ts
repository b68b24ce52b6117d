import type { Capi } from "../../../src/capi/index.js";
import { Database } from "../../../src/oo1/index.js";
import { type RegisteredVfs, registerVfs, type Vfs, type VfsFile } from "../../../src/vfs/index.js";
import { loadTestEngine } from "../engine/load-test-engine.js";
import type { Configuration } from "./configuration.js";
import { createMounts, type Mount, type MountedStorage, type StorageName } from "./mounted-storage.js";
import { Random } from "./random.js";
import type { RecordingStorage } from "./recording-storage.js";

/** Databases in every connection: the main one and one that is attached. */
export const SCHEMAS = ["main", "other"] as const;

/** Small enough that larger transactions spill into the file before they commit. */
const CACHE_PAGES = 12;
const CHECKPOINT_PAGES = 24;

/** The VFS of the storage that is mounted, so that registering it once will do. Its randomness follows a seed. */
class MountedVfs implements Vfs {
  readonly name = "power-loss";
  readonly mxPathname = 511;
  current: Vfs | undefined;
  random = new Random(0);

  xOpen(path: string | null, flags: number): VfsFile {
    return this.#mounted.xOpen(path, flags);
  }

  xDelete(path: string, syncDirectory: boolean): boolean {
    return this.#mounted.xDelete(path, syncDirectory);
  }

  xAccess(path: string, flags: number): boolean {
    return this.#mounted.xAccess(path, flags);
  }

  xRandomness(target: Uint8Array<ArrayBuffer>): void {
    this.random.fill(target);
  }

  get #mounted(): Vfs {
    if (this.current === undefined) throw new Error("no storage is mounted");
    return this.current;
  }
}

/** One engine that opens databases in one storage after another. */
export class CrashLab {
  readonly #capi: Capi;
  readonly #vfs: MountedVfs;
  readonly #registered: RegisteredVfs;
  readonly #mounts: Readonly<Record<StorageName, Mount>>;
  readonly #forgetRandomness: () => void;

  private constructor(
    capi: Capi,
    vfs: MountedVfs,
    registered: RegisteredVfs,
    mounts: Readonly<Record<StorageName, Mount>>,
    forgetRandomness: () => void,
  ) {
    this.#capi = capi;
    this.#vfs = vfs;
    this.#registered = registered;
    this.#mounts = mounts;
    this.#forgetRandomness = forgetRandomness;
  }

  static async create(): Promise<CrashLab> {
    const { capi, runtime } = await loadTestEngine();
    const vfs = new MountedVfs();
    // SQLite takes its randomness from the default VFS.
    const registered = registerVfs(capi, vfs, { makeDefault: true });
    const randomness = runtime.rawExports.sqlite3_randomness as (length: number, target: number) => void;
    return new CrashLab(capi, vfs, registered, await createMounts(), () => randomness(0, 0));
  }

  /**
   * Mounts what a configuration keeps its databases in, for the connections that follow. The one before is forgotten, as
   * if its worker had died.
   *
   * @param seed - of SQLite's randomness
   */
  async mount(
    storage: RecordingStorage,
    configuration: Configuration,
    seed: number,
  ): Promise<MountedStorage> {
    const mounted = await this.#mounts[configuration.storage](storage);
    this.#vfs.current = mounted.vfs;
    this.#vfs.random = new Random(seed);
    this.#forgetRandomness();
    return mounted;
  }

  /** Hands over what the VFS threw last, the cause of SQLite's latest error. */
  takeLastError(): unknown {
    return this.#registered.takeLastError();
  }

  /** Opens both databases as a configuration says. @throws SqliteError */
  connect({ lockingMode, journalMode, synchronous, pageSize, opening }: Configuration): Database {
    const db = new Database(this.#capi, { filename: "/main.db", vfs: this.#vfs.name });
    try {
      db.exec(`PRAGMA locking_mode = ${lockingMode}; PRAGMA temp_store = 1; ATTACH '/other.db' AS other`);
      for (const schema of SCHEMAS) {
        db.exec(`PRAGMA ${schema}.page_size = ${pageSize}; PRAGMA ${schema}.cache_size = ${CACHE_PAGES}`);
        db.exec(
          `PRAGMA ${schema}.synchronous = ${synchronous}; PRAGMA ${schema}.journal_mode = ${journalMode}`,
        );
      }
      db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      opening(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }
}
