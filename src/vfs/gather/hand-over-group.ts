import { BufferPool } from "./buffer-pool.js";
import { type ByteStore, GatheredFile } from "./gathered-file.js";
import { GatheredJournal } from "./gathered-journal.js";
import { GatheredLog } from "./gathered-log.js";

/** Bytes that the files of a group may gather together. */
const GATHER_LIMIT = 8 * 1_048_576;

/** What a file is for: `journal` is a rollback journal or super-journal, `log` a write-ahead log. */
export type HandOverRole = "database" | "journal" | "log";

/**
 * Files whose gathered writes are handed over together, journals and logs before databases: a database page must not be
 * stored before the journal that can undo it, and a journal must not go before the database is stored. Then a worker that
 * dies at any line leaves what SQLite recovers from, even where SQLite asks for no xSync (`synchronous=OFF`, or `NORMAL`
 * in WAL mode).
 *
 * Everybody hears of failures of their own database only: what another could not store, it is told when it asks itself.
 */
export class HandOverGroup {
  readonly #pool = new BufferPool();
  readonly #journals = new Set<GatheredJournal>();
  readonly #logs = new Set<GatheredLog>();
  readonly #databases = new Set<GatheredFile>();
  /** All of them, in the order of handing over. */
  readonly #kinds: readonly Set<GatheredFile>[] = [this.#journals, this.#logs, this.#databases];
  #failureCount = 0;

  /** How often storing has failed. */
  get failureCount(): number {
    return this.#failureCount;
  }

  /**
   * Makes a file of the group.
   *
   * @param owner - names the database that the file is or belongs to; `undefined` where it belongs to several
   */
  open(store: ByteStore, role: HandOverRole, owner?: string): GatheredFile {
    if (role === "journal") return addTo(this.#journals, new GatheredJournal(store, this.#pool, owner));
    if (role === "log") return addTo(this.#logs, new GatheredLog(store, this.#pool, owner));
    return addTo(this.#databases, new GatheredFile(store, this.#pool, owner));
  }

  /** Takes a file out of the group. What it has gathered is handed over, after the others if it is a database. */
  close(file: GatheredFile): void {
    try {
      this.handOver(file.owner);
      file.handOver();
    } finally {
      for (const files of this.#kinds) files.delete(file);
      if (file instanceof GatheredJournal && file.holdsBack) this.#discardDatabases(file.owner);
    }
  }

  /** Gathers a write. One that finds no room is not gathered. */
  write(file: GatheredFile, source: Uint8Array<ArrayBuffer>, offset: number): void {
    if (this.#gatheredBytes() + source.length > GATHER_LIMIT) {
      if (!this.#databases.has(file)) this.#handOverOne(file);
      this.handOver(file.owner);
    }
    if (file instanceof GatheredJournal && file.isEndedBy(source, offset)) this.#end(file, source);
    else file.write(source, offset);
  }

  /** Sets the size of a file. */
  truncate(file: GatheredFile, size: number): void {
    if (this.#databases.has(file)) {
      // What is cut off needs no room: on a full disk that is all that a rollback can do.
      file.truncate(size);
      this.handOver(file.owner);
    } else {
      // A journal that shrinks is finished: what it protects is stored first.
      this.handOver(file.owner, size === 0 ? file : undefined);
      file.truncate(size);
    }
  }

  /** Stores what a file has gathered, and makes it survive a power loss. */
  sync(file: GatheredFile): void {
    try {
      file.flush();
    } catch (error) {
      this.#failed(file);
      throw error;
    }
  }

  /** Stores what a commit has left gathered. A log has stored it already, and the commit cannot fail any more. */
  commit(owner: string | undefined): void {
    const log = this.#logOf(owner);
    if (log === undefined) this.handOver(owner);
    else log.settle();
  }

  /**
   * Stores what all files have gathered.
   *
   * @param owner - whose failures are thrown; without one, everybody's
   * @param finished - a journal that is about to end: what it has gathered is not needed any more
   * @throws VfsError with the code of the write that failed
   */
  handOver(owner?: string, finished?: GatheredFile): void {
    let failure: unknown;
    for (const journal of this.#journals) {
      if (journal === finished) continue;
      try {
        journal.handOver();
      } catch (error) {
        this.#failureCount++;
        if (journal.holdsBack && concerns(journal, owner)) failure ??= error;
      }
    }
    for (const log of this.#logs) {
      if (log === finished) continue;
      try {
        log.handOver();
      } catch {
        // SQLite is told when it goes on with that log.
        this.#failureCount++;
      }
    }
    for (const database of this.#databases) {
      if (database.gatheredBytes === 0 || this.#isHeldBack(database, finished)) continue;
      try {
        database.handOver();
      } catch (error) {
        this.#failed(database);
        if (concerns(database, owner)) failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  }

  /**
   * Ends a journal by zeros over its header, at once. What it protects is stored before. What SQLite does next is to cut
   * off pages of the database that the journal does not have.
   */
  #end(journal: GatheredJournal, zeros: Uint8Array<ArrayBuffer>): void {
    this.handOver(journal.owner, journal);
    journal.write(zeros, 0);
    this.#handOverOne(journal);
  }

  #handOverOne(file: GatheredFile): void {
    try {
      file.handOver();
    } catch (error) {
      this.#failed(file);
      throw error;
    }
  }

  #gatheredBytes(): number {
    let total = 0;
    for (const files of this.#kinds) for (const file of files) total += file.gatheredBytes;
    return total;
  }

  #isHeldBack(database: GatheredFile, finished: GatheredFile | undefined): boolean {
    for (const journal of this.#journals) {
      if (journal !== finished && journal.holdsBack && concerns(journal, database.owner)) return true;
    }
    return false;
  }

  /** With a log, only checkpoints write into the database: all of that is still in the log, where SQLite reads it. */
  #failed(file: GatheredFile): void {
    this.#failureCount++;
    if (this.#databases.has(file) && this.#logOf(file.owner) !== undefined) file.discard();
  }

  /** A journal has ended that was not stored: neither may what it would have undone. */
  #discardDatabases(owner: string | undefined): void {
    for (const database of this.#databases) if (database.owner === owner) database.discard();
  }

  #logOf(owner: string | undefined): GatheredLog | undefined {
    for (const log of this.#logs) if (log.owner === owner) return log;
    return undefined;
  }
}

function addTo<File extends GatheredFile>(files: Set<File>, file: File): File {
  files.add(file);
  return file;
}

function concerns(file: GatheredFile, owner: string | undefined): boolean {
  return file.owner === undefined || owner === undefined || file.owner === owner;
}
