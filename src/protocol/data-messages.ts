import type { EnvironmentReport } from "../base/index.js";
import type { Action } from "./action.js";
import type { StorageKind } from "./storage-report.js";

/** How far a copy has come. */
export interface CopyProgress {
  /** Bytes done. */
  readonly done: number;
  /** Bytes in all; `null` where that is not known. */
  readonly total: number | null;
}

/** A copy of the database as it was at one moment, which the worker keeps until it is read or given up. */
export interface ExportBegun {
  /** Names the copy in the requests that follow. */
  readonly handle: number;
  /** Bytes of the copy. */
  readonly size: number;
}

/** Names an export or import that has begun. */
export interface CopyHandle {
  readonly handle: number;
}

/** Bytes of a database; transferred. */
export interface ImportBytes extends CopyHandle {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where databases outlive the page. */
export type PersistentStorage = Exclude<StorageKind, "memory">;

/** A stored database. */
export interface StoredDatabase {
  /** What `open()` takes. */
  readonly name: string;
  readonly storage: PersistentStorage;
  /** Bytes that it takes on the disk, with journals and what is kept in reserve. */
  readonly size: number;
}

/** One of the storages, and whether it can be had here. */
export interface StorageOffer {
  readonly storage: StorageKind;
  readonly available: boolean;
  /** Why it cannot be had, or what it is good for: a sentence for people. */
  readonly reason: string;
}

/** What a browser offers, and what the lack of the rest costs. */
export interface Environment {
  readonly report: EnvironmentReport;
  /** The storages, the one that `open()` would choose first. */
  readonly storages: readonly StorageOffer[];
  /** One sentence for each thing that is missing: what is lost by it, and what would help. */
  readonly losses: readonly string[];
}

/** An SQL function's callbacks: what the worker makes them from. */
export type FunctionSource =
  /** JavaScript expressions, by the name of the callback. */
  | { readonly sources: Readonly<Record<string, string>> }
  /** A module and the name of its export. */
  | { readonly module: string; readonly export: string };

/** An SQL function to be defined. */
export interface FunctionPayload {
  readonly name: string;
  readonly source: FunctionSource;
  /** Number of arguments, -1 for any; `null` for what the callback declares. */
  readonly arity: number | null;
  readonly deterministic: boolean;
  readonly directOnly: boolean;
  readonly innocuous: boolean;
}

/** What happened to a row. */
export type ChangeOperation = "insert" | "update" | "delete";

/** A row that a transaction has changed. */
export interface RowChange {
  /** `"main"`, `"temp"` or the name that a database is attached under. */
  readonly schema: string;
  readonly table: string;
  readonly operation: ChangeOperation;
  /** Of the row as it is now, or as it was before it was deleted; `null` in a table `WITHOUT ROWID`. */
  readonly rowid: number | bigint | null;
  /** The rowid before, where an update has changed it. */
  readonly previousRowid?: number | bigint;
}

/** A table in which a transaction has changed so many rows that they are not told one by one. */
export interface ManyChanges {
  readonly schema: string;
  readonly table: string;
  readonly operation: "many";
  /** Rows inserted, updated and deleted. */
  readonly count: number;
}

/** What a committed transaction has changed. */
export interface ChangeEvent {
  /**
   * In order; a row that was changed several times comes several times. Of a transaction with more than 1,000 changes,
   * tables that are not complete by then come as one {@link ManyChanges} each, at the end.
   */
  readonly changes: readonly (RowChange | ManyChanges)[];
}

/** Whole databases: copies, what is stored, and what the browser offers; and what code hears and adds. */
export interface DataActions {
  readonly exportBegin: Action<null, ExportBegun, CopyProgress>;
  /** Gives the next bytes, `null` at the end. */
  readonly exportNext: Action<CopyHandle, Uint8Array<ArrayBuffer> | null>;
  readonly exportEnd: Action<CopyHandle, null>;
  readonly importBegin: Action<null, CopyHandle>;
  readonly importBytes: Action<ImportBytes, null>;
  /** Checks what was imported, and puts it in place of the database. */
  readonly importEnd: Action<CopyHandle, null>;
  readonly importAbort: Action<CopyHandle, null>;
  readonly createFunction: Action<FunctionPayload, null>;
  /** Begins or ends telling of changes. */
  readonly watchChanges: Action<{ readonly on: boolean }, null>;
  readonly deleteDatabase: Action<{ readonly name: string; readonly storage: PersistentStorage }, boolean>;
  readonly listDatabases: Action<{ readonly storage: PersistentStorage | null }, readonly StoredDatabase[]>;
  readonly environment: Action<null, Environment>;
}
