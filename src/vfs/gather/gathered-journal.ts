import { GatheredFile } from "./gathered-file.js";

/** Bytes of zeros that end a journal; the header that begins one takes a whole sector. */
const ENDING_LENGTH = 28;

/**
 * A rollback journal or super-journal. Storing late what it has gathered does no harm, since it only ever undoes. So where
 * that fails it stays gathered, and SQLite rolls back from it.
 *
 * @see https://www.sqlite.org/fileformat2.html#the_rollback_journal
 */
export class GatheredJournal extends GatheredFile {
  /** SQLite has synchronised this transaction's journal, so it does so again before each page that needs more of it. */
  #isSynced = false;

  /**
   * Whether the database must not be stored before what is gathered here. Without xSync (`synchronous=OFF`) nothing but
   * the order of storing protects it. With it, every page that SQLite writes into the database can be undone by what is
   * stored of the journal already.
   */
  get holdsBack(): boolean {
    return this.gatheredBytes > 0 && !this.#isSynced;
  }

  /** Whether a write ends the journal: zeros over its header. */
  isEndedBy(source: Uint8Array<ArrayBuffer>, offset: number): boolean {
    return offset === 0 && source.length === ENDING_LENGTH && source.every((byte) => byte === 0);
  }

  override write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    if (offset === 0) {
      this.#isSynced = false;
      // What else is gathered is of no use then, and might find no room.
      if (this.isEndedBy(source, offset)) {
        this.discard();
        // An empty journal is none.
        if (this.size() === 0) return;
      }
    }
    super.write(source, offset);
  }

  override truncate(size: number): void {
    super.truncate(size);
    if (size === 0) this.#isSynced = false;
  }

  override flush(): void {
    super.flush();
    this.#isSynced = true;
  }
}
