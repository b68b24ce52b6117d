import { ResultCode } from "../../base/index.js";
import { type Capi, ownSqliteError } from "../../capi/index.js";

const MAGIC = "SQLite format 3\0";
/** Bytes of the header at the beginning of every database. @see https://www.sqlite.org/fileformat2.html */
const HEADER_SIZE = 100;
const PAGE_SIZE_OFFSET = 16;
const FORMAT_VERSIONS_OFFSET = 18;
const CHANGE_COUNTER_OFFSET = 24;
const PAGE_COUNT_OFFSET = 28;
const VALID_FOR_OFFSET = 92;
/** Stands for 65,536, which does not fit. */
const LARGEST_PAGE = 1;
const ROLLBACK_JOURNAL = 1;

/**
 * Looks at the bytes of a database as they pass, and changes what marks it for WAL mode: a file with that mark does not
 * open where memory is not shared.
 */
export class ImportCheck {
  readonly #capi: Capi;
  readonly #header = new Uint8Array(HEADER_SIZE);
  #size = 0;

  constructor(capi: Capi) {
    this.#capi = capi;
  }

  /** Bytes that have passed. */
  get size(): number {
    return this.#size;
  }

  /**
   * Looks at the next bytes.
   * @throws SqliteError `SQLITE_NOTADB` as soon as it is clear that this is no database
   */
  pass(bytes: Uint8Array<ArrayBuffer>): void {
    const from = this.#size;
    this.#size += bytes.length;
    if (from >= HEADER_SIZE) return;
    for (const offset of [FORMAT_VERSIONS_OFFSET, FORMAT_VERSIONS_OFFSET + 1]) {
      if (offset >= from && offset < this.#size) bytes[offset - from] = ROLLBACK_JOURNAL;
    }
    this.#header.set(bytes.subarray(0, HEADER_SIZE - from), from);
    const beginning = String.fromCharCode(...this.#header.subarray(0, Math.min(this.#size, MAGIC.length)));
    if (!MAGIC.startsWith(beginning)) throw this.#notADatabase('does not begin with "SQLite format 3"');
  }

  /** @throws SqliteError `SQLITE_NOTADB` where what has passed is not a whole database */
  end(): void {
    const header = new DataView(this.#header.buffer);
    const stored = header.getUint16(PAGE_SIZE_OFFSET);
    const pageSize = stored === LARGEST_PAGE ? 65_536 : stored;
    const isWhole = pageSize >= 512 && (pageSize & (pageSize - 1)) === 0 && this.#size % pageSize === 0;
    if (this.#size < 512 || !isWhole)
      throw this.#notADatabase(`has ${this.#size} bytes, which are no whole pages`);
    // Old versions of SQLite leave the number of pages as it was; then the two counters differ.
    const isCounted = header.getUint32(CHANGE_COUNTER_OFFSET) === header.getUint32(VALID_FOR_OFFSET);
    const expected = header.getUint32(PAGE_COUNT_OFFSET) * pageSize;
    if (isCounted && this.#size < expected) {
      throw this.#notADatabase(`ends after ${this.#size} of ${expected} bytes`);
    }
  }

  #notADatabase(reason: string): Error {
    return ownSqliteError(this.#capi, ResultCode.SQLITE_NOTADB, `this is no SQLite database: it ${reason}`);
  }
}
