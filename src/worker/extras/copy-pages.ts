import type { Capi } from "../../capi/index.js";
import type { Database } from "../../oo1/index.js";
import type { CopyProgress } from "../../protocol/index.js";
import { firstValue } from "./first-value.js";

/** Bytes that are handed over at once; the writing of small pieces would cost more than the copying. */
const PIECE = 1_048_576;

/** Bytes after which others get a turn. */
const SLICE = 16 * PIECE;

/** Where the header has the versions of the file format, and what they are for a rollback journal. */
const FORMAT_VERSIONS_OFFSET = 18;
const ROLLBACK_JOURNAL = 1;

/**
 * Reads all pages of a database in one read transaction, through SQLite, which knows what is in a write-ahead log and what
 * is still in its cache. A database in WAL mode gets the mark of a rollback journal, so that every program can open it.
 *
 * @param write - takes the next bytes, which are valid during the call only
 * @param progress - told now and then
 * @param pause - lets messages in now and then, and throws when one has come that ends this
 * @returns bytes read
 * @throws SqliteError; what `write` throws
 * @see https://www.sqlite.org/dbpage.html
 */
export async function copyPages(
  capi: Capi,
  db: Database,
  write: (bytes: Uint8Array<ArrayBuffer>) => void,
  progress: (state: CopyProgress) => void,
  pause: () => Promise<void>,
): Promise<number> {
  const [pageSize = 0, pageCount = 0] = sizesOf(db);
  const total = pageSize * pageCount;
  const piece = new Uint8Array(Math.max(PIECE, pageSize));
  let filled = 0;
  let done = 0;
  let slice = 0;
  const pages = db.prepare("SELECT data FROM sqlite_dbpage('main')");
  try {
    while (pages.step()) {
      const { pointer } = pages;
      const length = capi.sqlite3_column_bytes(pointer, 0);
      const address = capi.sqlite3_column_blob(pointer, 0);
      piece.set(capi.heap.bytes(address, length), filled);
      if (done + filled === 0)
        piece.fill(ROLLBACK_JOURNAL, FORMAT_VERSIONS_OFFSET, FORMAT_VERSIONS_OFFSET + 2);
      filled += length;
      if (filled < PIECE) continue;
      write(piece.subarray(0, filled));
      done += filled;
      filled = 0;
      if (done - slice < SLICE) continue;
      slice = done;
      progress({ done, total });
      await pause();
    }
    write(piece.subarray(0, filled));
    return done + filled;
  } finally {
    pages.finalize();
  }
}

/** Page size and number of pages. A database that nothing was ever stored in has none, and gets one. */
function sizesOf(db: Database): number[] {
  const read = () => ["page_size", "page_count"].map((name) => Number(firstValue(db, `PRAGMA ${name}`)));
  const sizes = read();
  if (sizes[1] !== 0) return sizes;
  db.exec("PRAGMA user_version = 0");
  return read();
}
