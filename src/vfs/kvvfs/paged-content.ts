import type { Changes } from "./kv-storage.js";
import { decodePage, encodePage } from "./page-text.js";

/** Where the pages lie as texts. */
interface Records {
  keys(): readonly string[];
  get(key: string): string | null;
  apply(changes: Changes): void;
}

/** Bytes of a page where the database's header does not say, as in files that are no databases. */
const DEFAULT_PAGE_SIZE = 8192;

/** Where a database's header has the size of its pages. @see https://www.sqlite.org/fileformat2.html#the_database_header */
const PAGE_SIZE_OFFSET = 16;

const SIZE_KEY = "sz";

/** Tells the keys of pages from those of other records. */
const PAGE_KEY = /^\d+$/;

/**
 * The bytes of a database, one record a page. The first page has the key `"1"`; the size of the file is the record `"sz"`.
 *
 * Changes stay in memory until {@link flush}, which makes all of them or none. So a transaction that the store has no room
 * for leaves the records as they were, and rolling it back needs no room either.
 */
export class PagedContent {
  readonly #records: Records;
  /** Pages that have changed, by their index. */
  readonly #changed = new Map<number, Uint8Array<ArrayBuffer>>();
  /** Stored pages from this index on are gone. */
  #kept = Number.POSITIVE_INFINITY;
  /** Size of the file once something has changed. */
  #size: number | undefined;
  #pageSize: number | undefined;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Size of the file. */
  get size(): number {
    return this.#size ?? (Number(this.#records.get(SIZE_KEY)) || 0);
  }

  /** Bytes of a record, which are those of a page wherever nothing is being changed. */
  get pageSize(): number {
    if (this.#pageSize === undefined) {
      const header = new Uint8Array(2);
      decodePage(this.#records.get("1") ?? "", header, PAGE_SIZE_OFFSET);
      this.#pageSize = pageSizeIn(header);
    }
    return this.#pageSize;
  }

  /** Looks at the stored size of pages anew: somebody else may have written meanwhile. */
  refresh(): void {
    if (this.#size === undefined) this.#pageSize = undefined;
  }

  /** Reads into `target` from `offset`. Returns bytes read, fewer than asked for only at the end. */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const { pageSize } = this;
    const count = Math.max(0, Math.min(target.length, this.size - offset));
    for (let done = 0; done < count; ) {
      const start = (offset + done) % pageSize;
      const index = (offset + done - start) / pageSize;
      const piece = target.subarray(done, Math.min(count, done + pageSize - start));
      const page = this.#changed.get(index);
      if (page === undefined) this.#readStored(index, piece, start);
      else piece.set(page.subarray(start, start + piece.length));
      done += piece.length;
    }
    return count;
  }

  /** Writes all of `source` at `offset`. */
  write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    const { pageSize } = this;
    const size = Math.max(this.size, offset + source.length);
    for (let done = 0; done < source.length; ) {
      const start = (offset + done) % pageSize;
      const index = (offset + done - start) / pageSize;
      const piece = source.subarray(done, done + pageSize - start);
      this.#page(index, piece.length === pageSize).set(piece, start);
      done += piece.length;
    }
    this.#size = size;
  }

  /** Cuts the bytes off at `size`, or adds zeros up to it. */
  truncate(size: number): void {
    const before = this.size;
    if (size < before) {
      const pages = Math.ceil(size / this.pageSize);
      const rest = size % this.pageSize;
      // They would show again when the file grows.
      if (rest > 0) this.#page(pages - 1, false).fill(0, rest);
      for (const index of this.#changed.keys()) if (index >= pages) this.#changed.delete(index);
      this.#kept = Math.min(this.#kept, pages);
    }
    this.#size = size;
  }

  /**
   * Stores what has changed, and only that: pages that are as before, such as those that a rollback has written, need
   * neither a journal nor room.
   *
   * @param journal - makes the records that are stored before the pages
   * @throws StorageError `quota`; then nothing is stored, and all still in memory
   */
  flush(journal: () => Changes): void {
    const size = this.#size;
    if (size === undefined) return;
    this.#fitPageSize(size);
    // Whoever was interrupted in making a database has left its pages without a size.
    if (this.#records.get(SIZE_KEY) === null) this.#kept = 0;
    const changes = new Map<string, string | null>();
    for (const [index, page] of this.#changed) {
      const [key, text] = [String(index + 1), encodePage(page)];
      if (text !== this.#records.get(key)) changes.set(key, text);
    }
    if (this.#kept < Number.POSITIVE_INFINITY) {
      for (const key of this.#records.keys())
        if (PAGE_KEY.test(key) && Number(key) > this.#kept && !this.#changed.has(Number(key) - 1))
          changes.set(key, null);
    }
    if (String(size) !== this.#records.get(SIZE_KEY)) changes.set(SIZE_KEY, String(size));
    if (changes.size > 0) this.#records.apply(new Map([...journal(), ...changes]));
    this.discard();
  }

  /** Forgets what has changed and is not stored. */
  discard(): void {
    this.#changed.clear();
    this.#kept = Number.POSITIVE_INFINITY;
    this.#size = undefined;
    this.#pageSize = undefined;
  }

  /** Cuts the whole file anew when its header says another size of pages, as `VACUUM` makes it. */
  #fitPageSize(size: number): void {
    const header = new Uint8Array(2);
    this.read(header, PAGE_SIZE_OFFSET);
    const pageSize = pageSizeIn(header);
    if (pageSize === this.pageSize) return;
    const bytes = new Uint8Array(size);
    this.read(bytes, 0);
    this.#changed.clear();
    for (let start = 0; start < size; start += pageSize) {
      const page = new Uint8Array(pageSize);
      page.set(bytes.subarray(start, start + pageSize));
      this.#changed.set(start / pageSize, page);
    }
    this.#kept = 0;
    this.#pageSize = pageSize;
  }

  #readStored(index: number, target: Uint8Array, skip: number): void {
    const text = index < this.#kept ? this.#records.get(String(index + 1)) : null;
    decodePage(text ?? "", target, skip);
  }

  /** A page to be changed. @param isReplaced - whether what it holds does not matter */
  #page(index: number, isReplaced: boolean): Uint8Array<ArrayBuffer> {
    let page = this.#changed.get(index);
    if (page === undefined) {
      page = new Uint8Array(this.pageSize);
      if (!isReplaced) this.#readStored(index, page, 0);
      this.#changed.set(index, page);
    }
    return page;
  }
}

/** Reads the two bytes of a header that give the size of pages; 1 stands for 65,536. */
function pageSizeIn([high = 0, low = 0]: Uint8Array): number {
  const value = (high << 8) | low;
  if (value === 1) return 65_536;
  return value >= 512 && (value & (value - 1)) === 0 ? value : DEFAULT_PAGE_SIZE;
}
