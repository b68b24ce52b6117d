import { PoolLayout, StorageError } from "../../base/index.js";
import { absolutePath } from "../absolute-path.js";
import type { StorageDirectory } from "../storage-directory.js";
import { storageFailure } from "../storage-failure.js";
import type { Vfs } from "../vfs.js";
import { acquirePool, acquireSlots, createSlot } from "./acquire.js";
import { type ImportSource, PoolImport } from "./import-file.js";
import type { OpenedPoolFolder, PoolFolder } from "./pool-folder.js";
import { PoolVfs } from "./pool-vfs.js";
import type { Slot } from "./slot.js";
import { type DamagedFile, SlotTable } from "./slot-table.js";

/** How a pool is opened. */
export interface SahPoolOptions {
  /** Files that a pool has at least as long as nothing is stored in it; default 6. */
  readonly initialCapacity?: number;
  /** Free files that opening the pool and {@link SahPool.ensureReserve} provide for; default 3. */
  readonly reserve?: number;
  /** Milliseconds to wait for handles that another context still holds; default 3,000. */
  readonly acquireTimeout?: number;
  /**
   * Fulfils with the folder of the pool's files where somebody has opened it already; default is to open it. Only for a pool
   * that is named by its path.
   */
  readonly opened?: Promise<OpenedPoolFolder | undefined>;
  /**
   * Whether files just made stay empty until they are used, instead of getting the room of their headers at once, which takes
   * longer than all else that loading a pool does; default false. For pools that the official package never opens.
   */
  readonly leavesBlank?: boolean;
}

/** Where the official package keeps its pool. */
export const DEFAULT_POOL_DIRECTORY = "/.opfs-sahpool";

/**
 * A pool of files in the Origin Private File System whose handles are opened in advance, so that SQLite, which cannot
 * wait, finds them open. Names of databases are paths inside the pool; `a.db` and `/a.db` are the same.
 *
 * Making files takes a promise, so the pool keeps some in reserve: call {@link ensureReserve} between requests. An xOpen
 * that finds none left fails with `SQLITE_CANTOPEN` and a StorageError `full` as its cause.
 *
 * The layout is the official package's: databases written there open here, and the other way round.
 *
 * @see https://www.sqlite.org/wasm/doc/trunk/persistence.md#vfs-opfs-sahpool
 */
export class SahPool {
  readonly #folder: PoolFolder;
  readonly #reserve: number;
  readonly #acquireTimeout: number;
  readonly #table: SlotTable;
  /** Ends when the operations that wait for promises, one after the other, are done. */
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(
    folder: PoolFolder,
    { reserve, acquireTimeout, leavesBlank }: Required<Omit<SahPoolOptions, "initialCapacity" | "opened">>,
  ) {
    this.#folder = folder;
    this.#reserve = reserve;
    this.#acquireTimeout = acquireTimeout;
    this.#table = new SlotTable(leavesBlank);
  }

  /**
   * Opens a pool, making it when there is none.
   *
   * @param location - the pool's directory, or its path from the root of the Origin Private File System
   * @throws StorageError `locked` when another context holds the pool, `unsupported`, `quota`, `failed`; RangeError for
   *   a count that is not a whole number
   */
  static async create(
    location: StorageDirectory | string = DEFAULT_POOL_DIRECTORY,
    options: SahPoolOptions = {},
  ): Promise<SahPool> {
    const { initialCapacity = PoolLayout.initialCapacity, reserve = 3, acquireTimeout = 3000 } = options;
    const { leavesBlank = false } = options;
    requireCount(initialCapacity);
    requireCount(reserve);
    const { folder, slots } = await acquirePool(location, acquireTimeout, options.opened);
    const pool = new SahPool(folder, { reserve, acquireTimeout, leavesBlank });
    pool.#load(slots);
    try {
      // A pool without databases is new, or was interrupted while it was made.
      const isUnused = pool.fileCount === 0 && pool.damagedFiles.length === 0;
      if (isUnused) await pool.addCapacity(Math.max(0, initialCapacity - pool.capacity));
      await pool.ensureReserve();
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** Path of the pool's directory. */
  get directory(): string {
    return this.#folder.path;
  }

  /** Files in the pool, used and free. */
  get capacity(): number {
    return this.#table.capacity;
  }

  /** Files that databases and journals may still be put into. */
  get freeCount(): number {
    return this.#table.freeCount;
  }

  /** Databases and journals in the pool. */
  get fileCount(): number {
    return this.#table.paths.length;
  }

  /** Paths of the databases and journals in the pool. */
  get fileNames(): string[] {
    return this.#table.paths;
  }

  /** Files that are set aside because of their header. Nothing but {@link remove} deletes them. */
  get damagedFiles(): DamagedFile[] {
    return this.#table.damaged;
  }

  /** Whether the pool has given its handles up. */
  get isPaused(): boolean {
    return !this.#table.isActive;
  }

  /**
   * Makes the VFS through which SQLite uses this pool.
   * @param name - what connections choose it by; default `"opfs-sahpool"`
   */
  createVfs(name = "opfs-sahpool"): Vfs & Pick<PoolVfs, "table"> {
    return new PoolVfs(name, this.#table);
  }

  /**
   * Adds files to the pool; they stay.
   * @returns the new capacity
   * @throws StorageError
   */
  addCapacity(count: number): Promise<number> {
    requireCount(count);
    return this.#inTurn(async () => {
      // Each waits for the browser for some milliseconds.
      const made = await Promise.allSettled(
        Array.from({ length: count }, async () => this.#addFree(await createSlot(this.#folder.files))),
      );
      for (const each of made) if (each.status === "rejected") throw each.reason;
      return this.capacity;
    });
  }

  /**
   * Removes free files from the pool.
   * @returns how many, at most `count`
   */
  reduceCapacity(count: number): Promise<number> {
    requireCount(count);
    return this.#inTurn(async () => {
      for (let removed = 0; removed < count; removed++) {
        const slot = this.#table.takeFree();
        if (slot === undefined) return removed;
        slot.close();
        await this.#folder.files.removeEntry(slot.name);
      }
      return count;
    });
  }

  /** Whether {@link ensureReserve} would find nothing to do, which costs no promise. */
  hasReserve(): boolean {
    return this.#table.freeCount >= this.#reserve && !this.#table.hasStaleSuperJournals;
  }

  /**
   * Adds files until enough are free. What SQLite has left behind is cleared away first.
   *
   * @param count - free files wanted; default the `reserve` option
   * @returns the capacity
   */
  async ensureReserve(count = this.#reserve): Promise<number> {
    requireCount(count);
    if (!this.isPaused) this.#table.deleteStaleSuperJournals();
    const missing = count - this.#table.freeCount;
    return missing > 0 ? this.addCapacity(missing) : this.capacity;
  }

  /**
   * Looks whether the pool's files are still in its folder. Browsers that clear the storage of a site let its open handles
   * write on, so that nothing else tells. It costs one look-up of a name: 0.4 ms in Chromium, 0.2 ms in Firefox.
   *
   * @throws StorageError `lost` when they are gone, or the pool is paused or closed; another where that cannot be told
   */
  async requirePresent(): Promise<void> {
    const name = this.#table.lastName;
    if (this.isPaused || name === undefined) throw new StorageError("lost", "the pool is paused or closed");
    try {
      await this.#folder.files.getFileHandle(name);
    } catch (error) {
      throw storageFailure(error, `looking for the files of the pool ${this.directory}`);
    }
  }

  /**
   * Copies a file out of the pool as it is now; outside transactions that is a whole database.
   * @throws StorageError `failed` when there is none of that name
   */
  exportFile(name: string): Uint8Array<ArrayBuffer> {
    const path = absolutePath(name);
    const data = this.#table.find(path)?.data;
    if (data === undefined) throw new StorageError("failed", `there is no file ${path}`);
    const bytes = new Uint8Array(data.size());
    const count = data.read(bytes, 0);
    if (count !== bytes.length) throw new StorageError("failed", `${path} ends after ${count} bytes`);
    return bytes;
  }

  /**
   * Stores a database under a name, in place of the one that had it and of its journal. Until all of it is there the old
   * one stays, also through a crash. A database in WAL mode becomes one with a rollback journal.
   *
   * @returns bytes written
   * @throws VfsError `SQLITE_NOTADB` when that is no database; StorageError `locked` when the name is open here, `full`,
   *   `quota`, `invalid-name`; and what `source` throws
   */
  async importFile(name: string, source: ImportSource): Promise<number> {
    const beginning = await this.beginImport(name);
    try {
      for await (const chunk of source instanceof Uint8Array ? [source] : source) beginning.write(chunk);
      return beginning.finish();
    } finally {
      beginning.abort();
    }
  }

  /**
   * Begins to store a database as {@link importFile} does, for callers that get its pieces one by one. Until it is finished
   * nobody sees it; it takes one file of the pool.
   *
   * @throws StorageError `locked` when the name is open here, `full`, `quota`
   */
  beginImport(name: string): Promise<PoolImport> {
    const path = absolutePath(name);
    return this.#inTurn(async () => {
      this.#table.findClosed(path);
      if (this.#table.freeCount === 0) this.#table.addFree(await createSlot(this.#folder.files));
      const slot = this.#table.takeFree();
      if (slot === undefined) throw new StorageError("full", `no file is free for ${path}`);
      return new PoolImport(this.#table, slot, path);
    });
  }

  /**
   * Stores a database under a name that has none, all of it or nothing, also through a crash. It is not looked at.
   *
   * @throws StorageError `failed` when there is one of that name, `full`, `quota`, `invalid-name`
   */
  createFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#table.create(absolutePath(name), bytes);
  }

  /**
   * Puts a database in the place of another one, in one step, through a crash too; the other one and its journal are gone.
   *
   * @param from - its name until now
   * @param to - need not be there
   * @throws StorageError `locked` while one of them is open here or `from` has a journal; `failed` when `from` is missing;
   *   `invalid-name`
   */
  replace(from: string, to: string): void {
    this.#table.replace(absolutePath(from), absolutePath(to));
  }

  /**
   * Deletes a database with its journal.
   * @returns whether there was one
   * @throws StorageError `locked` while it is open here
   */
  unlink(name: string): boolean {
    return this.#table.deleteWithCompanions(absolutePath(name));
  }

  /**
   * Gives a database another name.
   * @throws StorageError `locked` while it is open here or has a journal, `failed` when it is missing or the new name is
   *   taken, `invalid-name`
   */
  rename(from: string, to: string): void {
    this.#table.rename(absolutePath(from), absolutePath(to));
  }

  /**
   * Deletes every database and journal; the pool keeps its capacity.
   * @throws StorageError `locked` while one of them is open here; nothing is deleted then
   */
  wipe(): void {
    this.#requireNothingOpen();
    // Sorted, a database comes before its journal.
    for (const path of this.#table.paths.sort()) this.#table.delete(path);
  }

  /**
   * Gives all handles up, so that another tab or worker may have the pool.
   * @throws StorageError `locked` while something is open here
   */
  pause(): Promise<void> {
    return this.#inTurn(async () => this.#release(), false);
  }

  /**
   * Opens the pool again after {@link pause}.
   * @throws StorageError as {@link create} does, and `lost` when the pool is closed
   */
  unpause(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isClosed) throw new StorageError("lost", "the pool is closed");
      if (this.isPaused) this.#load(await acquireSlots(this.#folder, this.#acquireTimeout));
    }, false);
  }

  /**
   * Closes the pool for good; its files stay.
   * @throws StorageError `locked` while something is open here
   */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#release();
      this.#isClosed = true;
    }, false);
  }

  /**
   * Closes the pool and deletes it with everything in it.
   * @throws StorageError `locked` while something is open here
   */
  async remove(): Promise<void> {
    await this.close();
    await this.#folder.remove();
  }

  #load(slots: readonly Slot[]): void {
    try {
      this.#table.load(slots);
    } catch (error) {
      this.#table.clear();
      for (const slot of slots) slot.close();
      throw error;
    }
  }

  #addFree(slot: Slot): void {
    try {
      this.#table.addFree(slot);
    } catch (error) {
      slot.close();
      throw error;
    }
  }

  #release(): void {
    this.#requireNothingOpen();
    for (const slot of this.#table.clear()) slot.close();
  }

  #requireNothingOpen(): void {
    const { openCount } = this.#table;
    if (openCount > 0) throw new StorageError("locked", `${openCount} files of the pool are still open`);
  }

  #inTurn<Result>(work: () => Promise<Result>, needsHandles = true): Promise<Result> {
    const turn = this.#queue.then(() => {
      if (needsHandles && this.isPaused) throw new StorageError("lost", "the pool is paused or closed");
      return work();
    });
    this.#queue = turn.catch(() => {});
    return turn;
  }
}

function requireCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a number of files: ${count}`);
}
