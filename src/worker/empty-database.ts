/** Page size that the wasm gives new databases. */
const PAGE_SIZE = 8192;

const MAGIC = "SQLite format 3\0";
/** Format that is read and written: one with a write-ahead log. */
const WAL_FORMAT = 2;
/** Fractions of a page's room that cells of indexes and tables may take; fixed. */
const PAYLOAD_FRACTIONS = [64, 32, 32];
/** Bytes of the database's header; that of the first page follows. */
const HEADER_SIZE = 100;
/** A leaf of a table. */
const TABLE_LEAF = 0x0d;

/**
 * Makes a database without tables in WAL mode, byte for byte as SQLite does: one page. SQLite would make it with a rollback
 * journal, three files and four flushes.
 *
 * @see https://www.sqlite.org/fileformat.html
 */
export function emptyDatabase(): Uint8Array<ArrayBuffer> {
  const page = new Uint8Array(PAGE_SIZE);
  const view = new DataView(page.buffer);
  for (let index = 0; index < MAGIC.length; index++) page[index] = MAGIC.charCodeAt(index);
  view.setUint16(16, PAGE_SIZE);
  page.set([WAL_FORMAT, WAL_FORMAT, 0, ...PAYLOAD_FRACTIONS], 18);
  const changes = 1;
  view.setUint32(24, changes);
  const pageCount = 1;
  view.setUint32(28, pageCount);
  // The change that the number of pages is valid for.
  view.setUint32(92, changes);
  page[HEADER_SIZE] = TABLE_LEAF;
  // Where the cells begin, of which there are none: at the end.
  view.setUint16(HEADER_SIZE + 5, PAGE_SIZE);
  return page;
}
