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
export interface OpenPayload {
  readonly name: string;
  readonly storage: "auto" | StorageKind;
  /** Fail rather than keep the database in memory. */
  readonly requirePersistence: boolean;
  readonly durability: Durability;
  /** Absolute URL of `sqlite3.wasm`; `null` for the one beside the worker. */
  readonly wasmUrl: string | null;
  /** Leads to the storage proxy, which the client has started for `opfs`; transferred. `null` for other storages. */
  readonly proxyPort: MessagePort | null;
}

/** What the client learns when a database is open. */
export interface OpenResult {
  readonly storage: StorageReport;
  readonly environment: EnvironmentReport;
}

/** Opening and closing. */
export interface LifeActions {
  readonly open: Action<OpenPayload, OpenResult>;
  readonly close: Action<null, null>;
}
