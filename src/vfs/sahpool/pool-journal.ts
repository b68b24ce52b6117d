import { PoolFile } from "./pool-file.js";

/**
 * One connection's open rollback journal.
 *
 * SQLite synchronises a journal for two reasons. Before it writes into the database it needs all that it has written to the
 * journal, and has just read or written there. Before it rolls a journal back that it no longer trusts its cache with, it
 * needs only what protects the database, which is stored: what else is gathered would ask for room that there may not be.
 */
export class PoolJournal extends PoolFile {
  /** Failures of the pool before this file was used last. */
  #failureCount = 0;

  override xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    this.#failureCount = this.writes.failureCount;
    return super.xRead(target, offset);
  }

  override xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#failureCount = this.writes.failureCount;
    super.xWrite(source, offset);
  }

  override xTruncate(size: number): void {
    this.#failureCount = this.writes.failureCount;
    super.xTruncate(size);
  }

  override xFileSize(): number {
    this.#failureCount = this.writes.failureCount;
    return super.xFileSize();
  }

  override xSync(): void {
    const { failureCount } = this.writes;
    if (failureCount !== this.#failureCount) this.data.discard();
    this.#failureCount = failureCount;
    super.xSync();
  }
}
