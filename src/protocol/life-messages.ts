import type { EnvironmentReport } from "../base/index.js";
import type { Action } from "./action.js";
import type { StorageKind, StorageReport } from "./storage-report.js";

/**
 * When an acknowledged commit survives what:
 * - `full`: a power loss too; the commit is flushed to the disk before it is acknowledged
 * - `relaxed`: the end of the tab, worker or browser, while a power loss may take the latest commits back; the database
 *   stays consistent, and commits cost no flush. In the storage `opfs` it is as good as `full`, and costs as much: its
 *   journal cannot do without flushes and stay consistent
 */
export type Durability = "full" | "relaxed";

/** Which database to open, and how. */
export interface DatabaseWanted {
  readonly name: string;
  readonly storage: "auto" | StorageKind;
  readonly durability: Durability;
  /** Milliseconds to wait for storage that somebody else has. */
  readonly lockTimeout: number;
  /** Milliseconds that a statement waits for the locks of other connections. */
  readonly busyTimeout: number;
  /** Names and values of settings, not checked yet. */
  readonly pragmas: readonly (readonly [name: string, value: unknown])[];
  /** Who opens it: shown to others that wait for it. */
  readonly opener: string;
  /** Absolute URL of `sqlite3.wasm`; `null` for the one beside the worker. */
  readonly wasmUrl: string | null;
}

/** A database to open, and what the client does for that meanwhile. */
export interface OpenPayload extends DatabaseWanted {
  /** Whether an `EarlyMessage` with the module follows: the client compiles the wasm meanwhile. */
  readonly expectsModule: boolean;
  /** Whether one with the folder follows: the client opens that of the pool meanwhile. */
  readonly expectsFolder: boolean;
  /** Leads to the storage proxy, which the client has started for `opfs`; transferred. `null` for other storages. */
  readonly proxyPort: MessagePort | null;
}

/** What the client learns when a database is open. */
export interface OpenResult {
  readonly storage: StorageReport;
  readonly environment: EnvironmentReport;
  /** Shared with the worker, laid out as `lane/layout.ts` draws; `null` where threads cannot share memory. */
  readonly memory: SharedArrayBuffer | null;
}

/** Opening and closing. */
export interface LifeActions {
  readonly open: Action<OpenPayload, OpenResult>;
  /** The page goes away: storage that only one can have is given up, between requests, until `resume`. */
  readonly suspend: Action<null, null>;
  /** The page is back. */
  readonly resume: Action<null, null>;
  readonly close: Action<null, null>;
}
