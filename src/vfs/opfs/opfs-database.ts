import { LockLevel } from "../constants.js";
import { type FileLock, FileLocks } from "../file-locks.js";
import { FileHold, Intent, Operation, TURN_TIME } from "./layout/index.js";
import type { OpenFile } from "./open-file.js";
import type { OpenFiles } from "./open-files.js";
import type { OperationRunner } from "./operation-runner.js";

/**
 * A database that this thread has open: its connections here lock each other by `FileLocks`, and together they hold one
 * lock among the threads of the origin, the highest that any of them needs.
 *
 * That lock is taken from the proxy the first time only. Afterwards it is kept, and taking it again is one exchange of a
 * word in shared memory, until another thread asks for it.
 */
export class OpfsDatabase {
  readonly file: OpenFile;
  readonly #locks = new FileLocks();
  readonly #files: OpenFiles;
  readonly #runner: OperationRunner;
  readonly #hold: FileHold;
  /** Highest level of the connections, in force among all threads. */
  #level: LockLevel = LockLevel.NONE;
  /** When the lock is to be given up after use if another thread asks; a time of `performance.now()`. */
  #turnEnd = 0;
  /** Connections that hold anything. */
  #holders = 0;
  /** What the next attempt to get SHARED is for. */
  #intent: Intent = Intent.READ;
  /** SHARED was refused, and the proxy keeps a place for the next attempt. */
  #isRefused = false;
  /** RESERVED was refused, and SHARED is given up, so that the writer can go on. */
  #isRefusedReserved = false;
  /** The proxy holds the writer's place, while others may read. */
  #hasWriterPlace = false;
  /** Sizes of the files beside the database when the lock was got, by suffix; -1 for none. */
  readonly #found = new Map<string, number>();

  constructor(
    file: OpenFile,
    files: OpenFiles,
    runner: OperationRunner,
    words: Int32Array<SharedArrayBuffer>,
  ) {
    this.file = file;
    this.#files = files;
    this.#runner = runner;
    this.#hold = new FileHold(words, file.number);
  }

  /** Makes the lock of one more connection. */
  connect(): FileLock {
    return this.#locks.connect();
  }

  /** Raises a connection's lock. Returns whether the level was reached. */
  raise(lock: FileLock, level: LockLevel): boolean {
    const before = lock.level;
    const isFree = lock.acquire(level);
    if (isFree && this.#reach(level)) {
      if (before === LockLevel.NONE) this.#holders++;
      return true;
    }
    // On the way to EXCLUSIVE a writer stays PENDING.
    if (before < LockLevel.RESERVED) lock.release(before);
    return false;
  }

  /** Lowers a connection's lock; what was written is handed over first. */
  lower(lock: FileLock, level: LockLevel): void {
    const before = lock.level;
    if (before <= level) return;
    try {
      if (before >= LockLevel.RESERVED) this.#files.handOver(this.file);
    } finally {
      lock.release(level);
      if (level === LockLevel.NONE) this.#holders--;
      this.#settle();
    }
  }

  /** Whether a connection, here or in another thread, holds RESERVED. */
  isReserved(): boolean {
    if (this.#locks.isReserved) return true;
    return !this.#hold.isExclusive && this.#runner.run(Operation.CHECK_RESERVED, this.file.number);
  }

  /**
   * Size of a file beside the database, as far as the lock says that it cannot have changed.
   *
   * @param suffix - such as `"-journal"`
   * @returns -1 where there is none, `undefined` where it has to be looked up
   */
  sizeBeside(suffix: string): number | undefined {
    return this.#level === LockLevel.NONE ? undefined : this.#found.get(suffix);
  }

  /** Notes that a file beside the database is gone. */
  forgetBeside(suffix: string): void {
    this.#found.set(suffix, -1);
  }

  /**
   * Hears that a connection of this thread sleeps, as a busy handler does before it tries again what was refused.
   *
   * @returns whether SHARED was, and may be got meanwhile
   */
  prepareToSleep(): boolean {
    if (this.#isRefusedReserved) this.#intent = Intent.WRITE;
    return this.#isRefused;
  }

  /** Gets ready to be closed: what is kept is not given up any more before the proxy closes the file. */
  prepareToClose(): void {
    this.#hold.take();
  }

  #reach(level: LockLevel): boolean {
    if (level <= this.#level) return true;
    const isReached = level === LockLevel.SHARED ? this.#reachShared() : this.#reachWriting(level);
    if (isReached) this.#level = level;
    return isReached;
  }

  #reachShared(): boolean {
    if (this.#hold.take()) return true;
    const { number } = this.file;
    this.#isRefusedReserved = false;
    this.#isRefused = !this.#runner.run(Operation.LOCK, number, LockLevel.SHARED, this.#intent);
    if (this.#isRefused) return false;
    this.#turnEnd = performance.now() + TURN_TIME;
    this.#intent = Intent.READ;
    const [size, journalSize = -1, walSize = -1] = this.#runner.numbers;
    this.#refresh(this.file, size);
    this.#found.set("-journal", journalSize);
    this.#found.set("-wal", walSize);
    const journal = this.#files.find(`${this.file.path}-journal`);
    if (journal !== undefined) this.#refresh(journal, journalSize < 0 ? undefined : journalSize);
    return true;
  }

  #reachWriting(level: LockLevel): boolean {
    this.#intent = Intent.MAY_WRITE;
    if (this.#hold.isExclusive) return true;
    const isReached = this.#runner.run(Operation.LOCK, this.file.number, level);
    if (isReached) this.#hasWriterPlace = true;
    else if (level === LockLevel.RESERVED) this.#isRefusedReserved = true;
    return isReached;
  }

  /** Lowers what this thread holds to what its connections still need. */
  #settle(): void {
    if (this.#locks.isReserved) return;
    const level = this.#holders > 0 ? LockLevel.SHARED : LockLevel.NONE;
    if (level >= this.#level) return;
    this.#level = level;
    const hold = this.#hold;
    const { number } = this.file;
    const isTurnOver = hold.isAsked && performance.now() > this.#turnEnd;
    if (level === LockLevel.SHARED) {
      if (hold.isExclusive ? isTurnOver : this.#hasWriterPlace) this.#unlock(number, level);
    } else if (!hold.isExclusive && (this.#hasWriterPlace || this.#isRefusedReserved)) {
      this.#unlock(number, level);
    } else {
      hold.keep();
      if (isTurnOver && hold.giveUp()) this.#unlock(number, level);
    }
  }

  #unlock(number: number, level: LockLevel): void {
    this.#hasWriterPlace = false;
    this.#runner.run(Operation.UNLOCK, number, level);
  }

  #refresh({ content, store }: OpenFile, size: number | undefined): void {
    store.refresh(size);
    content.discard();
  }
}
