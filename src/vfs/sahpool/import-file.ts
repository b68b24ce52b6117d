import { ResultCode } from "../../base/index.js";
import { OpenFlag } from "../constants.js";
import { VfsError } from "../vfs-error.js";
import type { Slot } from "./slot.js";
import type { SlotContent } from "./slot-content.js";
import type { SlotTable } from "./slot-table.js";

/** Bytes of a database, whole or in pieces of any size. */
export type ImportSource =
  | Uint8Array<ArrayBuffer>
  | Iterable<Uint8Array<ArrayBuffer>>
  | AsyncIterable<Uint8Array<ArrayBuffer>>;

const MAGIC = "SQLite format 3\0";
const SMALLEST_PAGE = 512;
/** Where a database names the file format that reading and writing it takes. */
const FORMAT_VERSIONS_OFFSET = 18;
const ROLLBACK_JOURNAL = 1;

/**
 * Checks what was written, and turns WAL mode off in it.
 *
 * @param size - bytes written
 * @throws VfsError `SQLITE_NOTADB` when that is no database
 */
export function finishImport(content: SlotContent, size: number): void {
  const header = new Uint8Array(MAGIC.length);
  content.read(header, 0);
  if (size < SMALLEST_PAGE || size % SMALLEST_PAGE !== 0 || String.fromCharCode(...header) !== MAGIC) {
    const message = `these ${size} bytes are not an SQLite database: it begins with "SQLite format 3" and consists of whole pages`;
    throw new VfsError(ResultCode.SQLITE_NOTADB, message);
  }
  content.write(Uint8Array.of(ROLLBACK_JOURNAL, ROLLBACK_JOURNAL), FORMAT_VERSIONS_OFFSET);
}

/** A database on its way into a pool, piece after piece. Its slot is out of the table until the import ends. */
export class PoolImport {
  readonly #table: SlotTable;
  readonly #slot: Slot;
  readonly #path: string;
  #size = 0;
  #isOver = false;

  /**
   * @param slot - taken from `table`, free
   * @param path - what the database will be called
   */
  constructor(table: SlotTable, slot: Slot, path: string) {
    this.#table = table;
    this.#slot = slot;
    this.#path = path;
  }

  /** Adds the next bytes. @throws StorageError `quota`; the import goes on or is aborted, as the caller likes */
  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.#slot.content.write(bytes, this.#size);
    this.#size += bytes.length;
  }

  /**
   * Puts the database in the place of the one that has its name, in one step, through a crash too.
   *
   * @returns bytes written
   * @throws VfsError `SQLITE_NOTADB` when that is no database; StorageError `locked` when the name is open, `invalid-name`;
   *   the import is aborted then
   */
  finish(): number {
    try {
      finishImport(this.#slot.content, this.#size);
    } catch (error) {
      this.abort();
      throw error;
    }
    this.#isOver = true;
    this.#table.install(this.#slot, this.#path, OpenFlag.MAIN_DB);
    return this.#size;
  }

  /** Ends the import; the file of that name stays as it was. Does nothing once it has ended. */
  abort(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#table.giveBack(this.#slot);
  }
}
