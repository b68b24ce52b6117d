import { LockLevel } from "./constants.js";

/** Locks on one file among connections of the same thread. @see https://www.sqlite.org/lockingv3.html */
export class FileLocks {
  #sharedCount = 0;
  /** Holder of RESERVED, PENDING or EXCLUSIVE; there is never a second one. */
  #writer: FileLock | undefined;

  /** Makes the lock of one more connection; it holds nothing yet. */
  connect(): FileLock {
    return new FileLock(this);
  }

  /** Whether any connection holds RESERVED or more. */
  get isReserved(): boolean {
    return this.#writer !== undefined;
  }

  /** Whether any connection holds a lock. */
  get isHeld(): boolean {
    return this.#sharedCount > 0;
  }

  /** Raises `lock` as far as the other connections let it. Returns the level reached. */
  raise(lock: FileLock, wanted: LockLevel): LockLevel {
    let level = lock.level;
    if (level >= wanted) return level;
    const other = this.#writer === lock ? undefined : this.#writer;
    if (level === LockLevel.NONE) {
      // A PENDING lock keeps new readers out, so that the writer is not starved.
      if (other !== undefined && other.level >= LockLevel.PENDING) return level;
      this.#sharedCount++;
      level = LockLevel.SHARED;
    }
    if (wanted === LockLevel.SHARED || other !== undefined) return level;
    this.#writer = lock;
    if (wanted === LockLevel.RESERVED) return wanted;
    return this.#sharedCount === 1 ? wanted : LockLevel.PENDING;
  }

  /** Lowers `lock` to SHARED or NONE. */
  lower(lock: FileLock, wanted: LockLevel): LockLevel {
    if (lock.level <= wanted) return lock.level;
    if (this.#writer === lock) this.#writer = undefined;
    if (wanted === LockLevel.NONE) this.#sharedCount--;
    return wanted;
  }
}

/** What one connection holds of a file's {@link FileLocks}. */
export class FileLock {
  readonly #locks: FileLocks;
  #level: LockLevel = LockLevel.NONE;

  constructor(locks: FileLocks) {
    this.#locks = locks;
  }

  get level(): LockLevel {
    return this.#level;
  }

  /** Whether any connection holds RESERVED or more. */
  get isReserved(): boolean {
    return this.#locks.isReserved;
  }

  /**
   * Raises the lock. EXCLUSIVE goes through PENDING, which stays when readers are still there.
   * @returns whether the level was reached
   */
  acquire(level: LockLevel): boolean {
    this.#level = this.#locks.raise(this, level);
    return this.#level >= level;
  }

  /** Lowers the lock to SHARED or NONE. */
  release(level: LockLevel): void {
    this.#level = this.#locks.lower(this, level);
  }
}
