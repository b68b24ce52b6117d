import { FileHold, FileRole, MAX_FILES, type ReleaseMark, type SharedMemory } from "../layout/index.js";
import { DatabaseLock } from "./database-lock.js";
import { isMissing, locate } from "./folders.js";
import { markOpen } from "./mark-open.js";
import { canShareHandles, StoredFile } from "./stored-file.js";

/** Size of a file that does not exist. */
export const NOT_THERE = -1;

/** The files that SQLite's thread has open, by number. */
export class FileTable {
  readonly #root: FileSystemDirectoryHandle;
  readonly #memory: SharedMemory;
  readonly #isShareable = canShareHandles();
  readonly #files: (StoredFile | undefined)[] = [];
  readonly #locks = new Map<StoredFile, DatabaseLock>();
  readonly #marks = new Map<StoredFile, ReleaseMark>();

  constructor(root: FileSystemDirectoryHandle, memory: SharedMemory) {
    this.#root = root;
    this.#memory = memory;
  }

  /** The file of a number. @throws DOMException `InvalidStateError` when none is open */
  at(number: number): StoredFile {
    const file = this.#files[number];
    if (file === undefined) throw new DOMException("the file is not open", "InvalidStateError");
    return file;
  }

  /** The lock of a database. @throws DOMException `InvalidStateError` */
  lockAt(number: number): DatabaseLock {
    const lock = this.#locks.get(this.at(number));
    if (lock === undefined) throw new DOMException("the file is no open database", "InvalidStateError");
    return lock;
  }

  /** Whether some database is in a transaction, so that the next operation will come soon. */
  get isInUse(): boolean {
    for (const lock of this.#locks.values()) if (lock.isUsed) return true;
    return false;
  }

  /**
   * Opens a file.
   *
   * @returns its number; `undefined` where there is no such file and none is to be created
   * @throws DOMException, also `QuotaExceededError` when too many files are open
   */
  async open(path: string, role: FileRole, create: boolean): Promise<number | undefined> {
    let number = this.#files.indexOf(undefined);
    if (number < 0) number = this.#files.length;
    if (number >= MAX_FILES) throw new DOMException("too many files are open", "OperationError");
    const unmark = role === FileRole.DATABASE ? await markOpen(path) : undefined;
    let file: StoredFile;
    try {
      const place = await locate(this.#root, path, create);
      file = new StoredFile(path, role, place, await place.folder.getFileHandle(place.name, { create }));
      // A database's handle may be somebody else's until its lock is held.
      if (role !== FileRole.DATABASE || this.#isShareable) await file.access();
    } catch (error) {
      unmark?.();
      if (!create && isMissing(error)) return undefined;
      throw error;
    }
    if (unmark !== undefined) this.#marks.set(file, unmark);
    this.#files[number] = file;
    if (role === FileRole.DATABASE) {
      const hold = new FileHold(this.#memory.words, number);
      const release = () => this.#releaseHandles(file);
      this.#locks.set(file, new DatabaseLock(path, hold, this.#isShareable, release));
    }
    return number;
  }

  /**
   * Closes a file and gives up its lock. The journal of an open database is removed if it is empty and no other thread
   * can be about to use it.
   */
  async close(number: number): Promise<void> {
    const file = this.at(number);
    this.#files[number] = undefined;
    this.#locks.get(file)?.close();
    this.#locks.delete(file);
    const lock = this.#lockOfJournal(file);
    if (lock !== undefined && (await lock.tryAlone()) && (await file.size()) === 0) await file.remove();
    file.release();
    this.#marks.get(file)?.();
    this.#marks.delete(file);
  }

  /** Waits until a lock that was refused is got after all, `milliseconds` at most. */
  async wait(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    const pending = Array.from(this.#locks.values(), (lock) => lock.pending).filter(
      (done) => done !== undefined,
    );
    await Promise.race([late, ...pending]);
    clearTimeout(timer);
  }

  /** Size of the file at a path; -1 where there is none. */
  async sizeOf(path: string): Promise<number> {
    const open = this.#files.find((file) => file?.path === path);
    if (open !== undefined) return open.size();
    try {
      const { folder, name } = await locate(this.#root, path);
      return (await (await folder.getFileHandle(name)).getFile()).size;
    } catch (error) {
      if (isMissing(error)) return NOT_THERE;
      throw error;
    }
  }

  /** Makes the file at a path survive a power loss as it is; does nothing where there is none. */
  async flush(path: string): Promise<void> {
    const open = this.#files.find((file) => file?.path === path);
    try {
      const file = open ?? (await this.#find(path));
      (await file.access()).flush();
      if (open === undefined) file.release();
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /**
   * Removes the file at a path. Returns whether there was one.
   *
   * @param isDurable - a power loss must not bring it back with its contents. Nothing flushes a folder, so that it is
   *   emptied first: SQLite takes an empty journal for none
   */
  async remove(path: string, isDurable: boolean): Promise<boolean> {
    try {
      const { folder, name } = await locate(this.#root, path);
      if (isDurable) await empty(await folder.getFileHandle(name));
      await folder.removeEntry(name);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** A file that this thread has not open. @throws DOMException `NotFoundError` */
  async #find(path: string): Promise<StoredFile> {
    const place = await locate(this.#root, path);
    return new StoredFile(path, FileRole.OTHER, place, await place.folder.getFileHandle(place.name));
  }

  #lockOfJournal(file: StoredFile): DatabaseLock | undefined {
    if (file.role !== FileRole.JOURNAL) return undefined;
    const database = this.#files.find((other) => `${other?.path}-journal` === file.path);
    return database && this.#locks.get(database);
  }

  /** Where a file has one handle only, those of a database and its journals go with its lock. */
  #releaseHandles(database: StoredFile): void {
    if (this.#isShareable) return;
    for (const file of this.#files) {
      if (file === database || file?.path === `${database.path}-journal`) file.release();
    }
  }
}

/**
 * Cuts a file to nothing, for good.
 * @throws DOMException `NoModificationAllowedError` when anybody has it open
 */
async function empty(file: FileSystemFileHandle): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    handle.flush();
  } finally {
    handle.close();
  }
}
