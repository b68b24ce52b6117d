import type { FileEngine } from "../../../src/engine/index.js";
import { MemoryVfs, registerVfs, type SahPool, type Vfs } from "../../../src/vfs/index.js";

/** What a VFS may do without, when its fixture says why. */
export type Capability =
  /** Locks between two connections. */
  | "locks"
  /** Files opened with `SQLITE_OPEN_EXCLUSIVE` must not exist. */
  | "exclusive"
  /** A file that is deleted while it is open goes on for those who have it open. */
  | "deleteWhileOpen"
  /** Names are POSIX paths. */
  | "paths"
  /** Write-ahead logs, with exclusive locking. */
  | "wal"
  /** Files of 5 GiB, mostly holes. */
  | "sparse"
  /** A text for the latest error. */
  | "errorText"
  /** The older of the two methods that tell the time. */
  | "xCurrentTime";

/** A VFS that runs. */
export interface StartedVfs {
  readonly engine: FileEngine;
  /** Name of the VFS. */
  readonly vfs: string;
  /** Ends it. */
  stop(): Promise<void> | void;
}

/** A VFS under the behaviour suite. */
export interface VfsFixture {
  readonly name: string;
  /** Why a capability is not there, by capability. */
  readonly lacks?: Readonly<Partial<Record<Capability, string>>>;
  start(): Promise<StartedVfs>;
}

/** Starts an engine: where its wasm lies differs between Node and browsers. */
export type EngineLoader = () => Promise<FileEngine>;

/** Registers a VFS in a new engine. */
export async function startVfs(
  load: EngineLoader,
  vfs: Vfs,
  stop: () => Promise<void> | void = () => {},
): Promise<StartedVfs> {
  const engine = await load();
  return { engine, vfs: registerVfs(engine.capi, vfs).name, stop };
}

/** SQLite's own VFS for POSIX on our filesystem, and ours in memory. */
export function localFixtures(load: EngineLoader): VfsFixture[] {
  const startUnix = async (vfs: string): Promise<StartedVfs> => ({ engine: await load(), vfs, stop() {} });
  const lacks = {
    errorText: "SQLite's own VFS answers errno and no text",
    exclusive: "SQLite's own VFS opens the file for reading only instead",
    xCurrentTime: "it is left out where SQLite is built without deprecated interfaces",
  };
  return [
    { name: "memory", start: () => startVfs(load, new MemoryVfs()) },
    { name: "unix", start: () => startUnix("unix"), lacks },
    {
      name: "unix-none",
      start: () => startUnix("unix-none"),
      lacks: { ...lacks, locks: "this VFS is for those who need none" },
    },
  ];
}

/** A pool; it is removed in the end. */
export function poolFixture(
  load: EngineLoader,
  openPool: () => Promise<SahPool>,
  lacks: VfsFixture["lacks"] = {},
): VfsFixture {
  return {
    name: "opfs-sahpool",
    lacks,
    async start() {
      const pool = await openPool();
      await pool.ensureReserve(16);
      return startVfs(load, pool.createVfs(), () => pool.remove());
    },
  };
}
