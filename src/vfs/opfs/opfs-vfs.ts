import { ResultCode, StorageError } from "../../base/index.js";
import { OpenFlag } from "../constants.js";
import { createSleep, fillRandom } from "../platform.js";
import type { UriSwitch, Vfs, VfsFile } from "../vfs.js";
import { VfsError } from "../vfs-error.js";
import { DatabaseFile } from "./database-file.js";
import { FileRole, Operation, type SharedMemory } from "./layout/index.js";
import type { OpenFile } from "./open-file.js";
import { OpenFiles } from "./open-files.js";
import type { OperationRunner } from "./operation-runner.js";
import { OpfsDatabase } from "./opfs-database.js";
import { PlainFile } from "./plain-file.js";

const JOURNAL = "-journal";
const JOURNAL_FLAGS = OpenFlag.MAIN_JOURNAL | OpenFlag.SUPER_JOURNAL | OpenFlag.WAL;
const EXCLUSIVE_CREATION = OpenFlag.CREATE | OpenFlag.EXCLUSIVE;
/** `SQLITE_ACCESS_EXISTS` */
const ACCESS_EXISTS = 0;
/** Folder of files without a name. */
const TEMPORARY_FOLDER = "/.opfs-temporary";

/** Plain SQLite files in plain folders of the Origin Private File System, shared with all threads of the origin. */
export class OpfsVfs implements Vfs {
  readonly name: string;
  readonly #runner: OperationRunner;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #files: OpenFiles;
  readonly #sleep = createSleep();
  readonly #databases = new Map<string, OpfsDatabase>();

  /** @param cacheSize - bytes of blocks kept per database */
  constructor(name: string, runner: OperationRunner, { words }: SharedMemory, cacheSize: number) {
    this.name = name;
    this.#runner = runner;
    this.#words = words;
    this.#files = new OpenFiles(runner, cacheSize);
  }

  /** @param isOn - knows `delete-before-open`, which begins with an empty database */
  xOpen(path: string | null, flags: number, isOn?: UriSwitch): VfsFile {
    const create = (flags & OpenFlag.CREATE) !== 0;
    if (path === null) return this.#openTemporary();
    if ((flags & EXCLUSIVE_CREATION) === EXCLUSIVE_CREATION && this.#sizeAt(path) >= 0) {
      throw new VfsError(ResultCode.SQLITE_CANTOPEN, `${path} exists already`);
    }
    if ((flags & OpenFlag.MAIN_DB) !== 0) {
      // The file first: SQLite drops a journal that it finds beside an empty database.
      if (isOn?.("delete-before-open")) for (const each of [path, path + JOURNAL]) this.xDelete(each, true);
      return this.#openDatabase(path, create);
    }
    const role = (flags & JOURNAL_FLAGS) !== 0 ? FileRole.JOURNAL : FileRole.OTHER;
    const file = this.#files.open(path, role, create);
    return new PlainFile(file, this.#files, () => this.#leave(file));
  }

  /**
   * Deletes a file. The journal of an open database is cut to nothing instead, which is flushed: it costs a tenth of
   * making and removing a file, and SQLite, as here in {@link OpfsVfs.xAccess}, takes an empty file for none.
   *
   * @throws StorageError `locked` for any other file that is open, here or in another thread, as browsers have it
   */
  xDelete(path: string, syncDirectory: boolean): boolean {
    const file = this.#files.find(path);
    const database = this.#databaseOf(path);
    if (file !== undefined && database !== undefined && path.endsWith(JOURNAL)) {
      this.#cutJournal(file);
      return true;
    }
    if (file !== undefined) throw new StorageError("locked", `${path} is open and cannot be deleted`);
    database?.forgetBeside(path.slice(database.file.path.length));
    return this.#runner.call(Operation.DELETE, path, syncDirectory);
  }

  /** Whether a file exists. As in SQLite's own VFSes, an empty one does not. */
  xAccess(path: string, flags: number): boolean {
    const size = this.#sizeAt(path);
    return flags === ACCESS_EXISTS ? size > 0 : size >= 0;
  }

  xRandomness(target: Uint8Array<ArrayBuffer>): void {
    fillRandom(target);
  }

  /** Waits; a lock that was refused ends the wait when it is got. */
  xSleep(microseconds: number): number {
    let isRefused = false;
    for (const database of this.#databases.values()) isRefused = database.prepareToSleep() || isRefused;
    if (!isRefused) return this.#sleep(microseconds);
    const start = performance.now();
    this.#runner.run(Operation.WAIT, microseconds / 1000);
    return Math.round((performance.now() - start) * 1000);
  }

  #sizeAt(path: string): number {
    const file = this.#files.find(path);
    if (file !== undefined) return file.content.size();
    const database = this.#databaseOf(path);
    const known = database?.sizeBeside(path.slice(database.file.path.length));
    if (known !== undefined) return known;
    this.#runner.call(Operation.EXISTS, path);
    return this.#runner.numbers[0] as number;
  }

  #openDatabase(path: string, create: boolean): VfsFile {
    const file = this.#files.open(path, FileRole.DATABASE, create);
    let database = this.#databases.get(path);
    if (database === undefined) {
      database = new OpfsDatabase(file, this.#files, this.#runner, this.#words);
      this.#databases.set(path, database);
    }
    return new DatabaseFile(database, this.#files, () => this.#leave(file));
  }

  #openTemporary(): VfsFile {
    const path = `${TEMPORARY_FOLDER}/${crypto.randomUUID()}`;
    const file = this.#files.open(path, FileRole.OTHER, true);
    return new PlainFile(file, this.#files, () => {
      file.content.discard();
      this.#files.close(file);
      this.#runner.call(Operation.DELETE, path, false);
    });
  }

  /** One user less: the last closes the file, except for a journal, which waits for the next transaction. */
  #leave(file: OpenFile): void {
    file.users--;
    if (file.users > 0) return;
    const database = this.#databases.get(file.path);
    if (database !== undefined) this.#closeDatabase(database);
    else if (this.#databaseOf(file.path) === undefined || !file.path.endsWith(JOURNAL))
      this.#files.close(file);
  }

  #closeDatabase(database: OpfsDatabase): void {
    const { file } = database;
    const journal = this.#files.find(file.path + JOURNAL);
    database.prepareToClose();
    this.#databases.delete(file.path);
    try {
      if (journal !== undefined) this.#files.close(journal);
    } finally {
      this.#files.close(file);
    }
  }

  #cutJournal({ content }: OpenFile): void {
    this.#files.writes.truncate(content, 0);
    content.flush();
  }

  /** The open database that a file lies beside. */
  #databaseOf(path: string): OpfsDatabase | undefined {
    const end = path.lastIndexOf("-");
    return end < 0 ? undefined : this.#databases.get(path.slice(0, end));
  }
}
