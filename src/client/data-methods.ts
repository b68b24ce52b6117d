import type { PersistentStorage } from "../protocol/index.js";
import type { ChangeListener } from "./change-listeners.js";
import type { CopyOptions } from "./copy-options.js";
import type { ExportForm, ExportForms, ExportOptions } from "./export-database.js";
import type { ImportSource } from "./import-database.js";
import type { SqlFunction } from "./sql-function.js";

/** Where a backup goes. */
export interface BackupOptions extends CopyOptions {
  /** The storage of the other database; default the one of this, `"opfs-sahpool"` where this one is in memory. */
  readonly storage?: PersistentStorage;
}

/** What a database tells. */
export interface DatabaseEvents {
  /** A transaction of this connection was committed that has changed rows. */
  readonly change: ChangeListener;
}

/**
 * Whole databases: copies of them; and what JavaScript adds to a database and hears of it.
 *
 * What this takes is in second scripts of the client and the worker, which the first such call loads. Where one cannot be loaded
 * the call rejects with an EngineError `worker`, and the next one tries again.
 */
export interface DataMethods {
  /**
   * Copies the database as it is now. The worker makes the copy in one read transaction, into a temporary file where it
   * can have files, and hands it out at the pace of who reads it: other calls wait for the copying, not for the reading, and
   * what they change does not show. The copy takes as much room as the database until it is read or cancelled. It is an
   * ordinary SQLite file with a rollback journal, whatever mode this database is in. Encoded as other programs read it.
   *
   * @returns fulfils when the copy is made: a stream by default, see {@link ExportOptions}
   * @throws SqliteError `SQLITE_MISUSE` in a transaction that `exec()` has begun; StorageError `quota` where there is no
   *   room for the copy; the signal's reason
   * @example
   * const file = await db.export({ as: "blob" });
   * const stream = await db.export({ onProgress: ({ done, total }) => console.log(done, total) });
   * await stream.pipeTo(await fileHandle.createWritable());
   */
  export<Form extends ExportForm = "stream">(
    options?: ExportOptions & { readonly as?: Form },
  ): Promise<ExportForms[Form]>;

  /**
   * Replaces the database by another one. The bytes are written beside the database and checked (`PRAGMA quick_check`)
   * before they take its place in one step: if anything fails on the way, or the page dies, the database is what it was.
   * Calls that are made meanwhile run before or after; prepared statements, functions and listeners stay, temporary tables
   * and cursors do not. Until the end there must be room for both.
   *
   * @param source - an SQLite database; one in WAL mode becomes one with a rollback journal, or what this storage uses
   * @throws SqliteError `SQLITE_NOTADB` for what is no database, or not all of one, `SQLITE_CORRUPT` for a damaged one,
   *   `SQLITE_MISUSE` in a transaction that `exec()` has begun; StorageError `locked` when another connection has the
   *   database open (`opfs`), `quota`; the signal's reason, and what a stream fails with
   * @example
   * await db.import(file, { onProgress: ({ phase, done }) => console.log(phase, done) });
   */
  import(source: ImportSource, options?: CopyOptions): Promise<void>;

  /**
   * Copies the database, as it is now, into another one of this origin, in place of what is there: an export that is
   * imported there. A backup that fails leaves what was there;
   * a database that it has made stays, empty.
   *
   * @param toName - what `open()` takes; it is made where it does not exist
   * @throws as {@link export} and {@link import}; StorageError `locked` when somebody has the other one open;
   *   TypeError for this database itself
   * @example
   * await db.backup("app.backup.db");
   */
  backup(toName: string, options?: BackupOptions): Promise<void>;

  /**
   * Adds a function to SQL, for this connection. It runs in the worker: it is sent as text and must not use anything
   * outside of itself, or it comes from a module, which is the only way under a content security policy that forbids to
   * make functions from text (`script-src` without `'unsafe-eval'` for the worker's script). An INTEGER beyond ±(2^53-1)
   * comes as bigint, a blob as `Uint8Array`. What it throws is the `cause` of the `SqliteError` of the statement. Must not
   * be async. A function of the same name and number of arguments takes the place of the one before.
   *
   * @throws TypeError, RangeError for a definition that cannot be; EngineError `function` where it cannot be made in the
   *   worker; SqliteError
   * @see https://www.sqlite.org/appfunc.html
   * @example
   * await db.createFunction("slug", {
   *   scalar: (text: string) => text.toLowerCase().replaceAll(/\W+/g, "-"),
   *   deterministic: true,
   * });
   * await db.createFunction("product", {
   *   start: () => 1,
   *   step: (state: number, value: number) => state * value,
   *   inverse: (state: number, value: number) => state / value,
   *   result: (state: number) => state,
   * });
   * await db.createFunction("distance", {
   *   module: new URL("./sql-functions.js", import.meta.url),
   *   export: "distance",
   * });
   */
  createFunction(name: string, definition: SqlFunction): Promise<void>;

  /**
   * Calls a function after each transaction of this connection that has changed rows, with the rows. What was rolled back,
   * also to a savepoint, does not show. Tables of virtual tables, such as those behind full-text search, show under their
   * own names; changes of the schema do not. What other connections and tabs commit is not told.
   *
   * It costs about a microsecond for each row and each statement, in the worker, as long as anybody listens.
   *
   * @param options - `signal` removes the listener when it is aborted
   * @returns what removes the listener
   * @example
   * const unsubscribe = db.on("change", ({ changes }) => {
   *   for (const { table, operation } of changes) console.log(table, operation);
   * });
   */
  on<Type extends keyof DatabaseEvents>(
    type: Type,
    listener: DatabaseEvents[Type],
    options?: { readonly signal?: AbortSignal },
  ): () => void;
}
