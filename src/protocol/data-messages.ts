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

/** A table in which rows were changed. */
export interface ChangedTable {
  /** `"main"`, `"temp"` or the name that a database is attached under. */
  readonly schema: string;
  readonly table: string;
  readonly hasRowid: boolean;
  /** Rows changed; those beyond the limit are not told one by one. */
  readonly count: number;
}

/** What a committed transaction has changed. Row by row, `rowids` has the rowid before and the rowid after. */
export interface ChangesPayload {
  readonly tables: readonly ChangedTable[];
  /** For each row told one by one: index into `tables` and {@link ChangeOperation} as 0, 1 or 2. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly rowids: BigInt64Array<ArrayBuffer>;
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
