import { StorageError } from "../../../base/index.js";

const MAGIC = "SQLite format 3\0";
const SMALLEST_PAGE = 512;

/** Where a database says how it is written and read, a byte for each. */
export const FORMAT_VERSIONS_OFFSET = 18;
/** Both of them for a rollback journal; 2 would be WAL. */
export const ROLLBACK_JOURNAL_FORMAT = Uint8Array.of(1, 1);

/**
 * Looks at the bytes of a database as they pass.
 * @see https://www.sqlite.org/fileformat2.html#the_database_header
 */
export class FormatCheck {
  #magic = "";
  #size = 0;

  /** Bytes that have passed. */
  get size(): number {
    return this.#size;
  }

  /** @throws StorageError `failed` as soon as it is clear that this is no database */
  pass(bytes: Uint8Array): void {
    const missing = bytes.subarray(0, MAGIC.length - this.#magic.length);
    this.#magic += String.fromCharCode(...missing);
    this.#size += bytes.length;
    if (!MAGIC.startsWith(this.#magic)) this.#fail('does not begin with "SQLite format 3"');
  }

  /** @throws StorageError `failed` where what has passed cannot be a whole database */
  end(): void {
    if (this.#size < SMALLEST_PAGE || this.#size % SMALLEST_PAGE !== 0) {
      this.#fail(`has ${this.#size} bytes, which are no whole pages`);
    }
  }

  #fail(reason: string): never {
    throw new StorageError("failed", `this is no SQLite database: it ${reason}`);
  }
}
