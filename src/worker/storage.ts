import type { EnvironmentReport } from "../base/index.js";
import type { Database, DatabaseOptions } from "../oo1/index.js";
import type { Durability, StorageReport } from "../protocol/index.js";
import type { SahPool } from "../vfs/index.js";

/** Where the worker keeps its database. */
export interface Storage {
  readonly report: StorageReport;
  /** What the browser has. */
  readonly environment: EnvironmentReport;
  /** The pool that the database lies in, where it lies in one. */
  readonly pool?: SahPool;
  /** How SQLite opens the database there. */
  readonly database: DatabaseOptions;
  /**
   * Sets up a connection just opened.
   * @throws SqliteError; it is the first time that the file is looked at
   */
  begin(db: Database, durability: Durability): void;
  /** Brings the file into the form that it is left in, before its connection is closed. */
  end(db: Database): void;
  /**
   * What went wrong below SQLite in the call that failed last; handed out once.
   *
   * @param resultCode - what SQLite made of it
   * @returns `undefined` where nothing did
   */
  takeFailure(resultCode: number): unknown;
  /** Done between requests, for what SQLite's synchronous calls cannot do. @returns `undefined` where nothing is to be done */
  replenish(): Promise<unknown> | undefined;
  /**
   * Looks whether what is stored is still there; cheap enough to be done every second.
   * @throws StorageError `lost` when it is gone; another where that cannot be told
   */
  requirePresent(): Promise<void>;
  /** Gives up what others may wait for, after the database is closed; absent where that would lose it. */
  pause?: () => Promise<void>;
  /** Takes it back. @throws StorageError `locked` when somebody else has it by now */
  unpause?: () => Promise<void>;
  /** Gives everything up, after the database is closed. */
  release(): Promise<void>;
}

/** Storage that is gone with the worker. */
export function memoryStorage(report: StorageReport, environment: EnvironmentReport): Storage {
  return {
    report,
    environment,
    database: { filename: ":memory:" },
    begin() {},
    end() {},
    takeFailure: () => undefined,
    replenish: () => undefined,
    async requirePresent() {},
    async release() {},
  };
}
