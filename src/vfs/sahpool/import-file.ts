import { ResultCode } from "../../base/index.js";
import { VfsError } from "../vfs-error.js";
import type { SlotContent } from "./slot-content.js";

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
 * Writes a database into an empty slot. A database in WAL mode becomes one with a rollback journal, since without
 * shared memory only an exclusive connection could open it.
 *
 * @returns bytes written
 * @throws VfsError `SQLITE_NOTADB` when that is no database
 * @see https://www.sqlite.org/fileformat2.html#the_database_header
 */
export async function importInto(content: SlotContent, source: ImportSource): Promise<number> {
  let size = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    content.write(chunk, size);
    size += chunk.length;
  }
  finishImport(content, size);
  return size;
}

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
