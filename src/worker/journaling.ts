import { ResultCode, SqliteError } from "../base/index.js";
import type { Database } from "../oo1/index.js";
import type { Durability } from "../protocol/index.js";

const SYNCHRONOUS: Readonly<Record<Durability, string>> = { full: "FULL", relaxed: "NORMAL" };

/** SQLite's page cache at most, in KiB; it takes what it uses. Its default of 2 MB makes larger databases read again. */
const CACHE_KIB = 32_768;

/** Failures to set a connection up after which the file may still be read, and perhaps be mended or made smaller. */
const TOLERABLE: readonly number[] = [
  ResultCode.SQLITE_CORRUPT,
  ResultCode.SQLITE_FULL,
  ResultCode.SQLITE_IOERR,
  ResultCode.SQLITE_READONLY,
];

/**
 * Makes a connection that owns its file alone commit through a write-ahead log: a commit is then one write and one flush
 * instead of three of each. Exclusive locking comes first, since without it a log needs shared memory.
 *
 * @throws SqliteError, for example `SQLITE_NOTADB`: this is the first time that the file is looked at
 * @see https://www.sqlite.org/wal.html#noshm
 */
export function beginJournaling(db: Database, durability: Durability): void {
  db.exec("PRAGMA locking_mode = EXCLUSIVE");
  setUp(db, SYNCHRONOUS[durability], "WAL");
}

/**
 * Makes a connection that shares its file with others commit through a rollback journal.
 *
 * Every commit is flushed, whatever durability is asked for: a rollback journal that is flushed less often (`NORMAL`)
 * may be torn by a power loss and pass for whole, and the database is damaged then.
 *
 * `DELETE` costs the same calls as `TRUNCATE`. With `PERSIST` each read transaction has to look into the journal.
 *
 * @throws SqliteError, for example `SQLITE_NOTADB`, or `SQLITE_BUSY`: this is the first time that the file is looked at
 */
export function beginSharing(db: Database): void {
  setUp(db, "FULL", "DELETE");
}

/** Where the file is damaged or storage is full, it keeps the journal that it has, and statements say what is wrong. */
function setUp(db: Database, synchronous: string, journalMode: string): void {
  try {
    // Each of these looks at the schema first.
    db.exec(`PRAGMA cache_size = -${CACHE_KIB};
      PRAGMA synchronous = ${synchronous};
      PRAGMA journal_mode = ${journalMode}`);
  } catch (error) {
    if (!(error instanceof SqliteError && TOLERABLE.includes(error.resultCode))) throw error;
  }
}

/**
 * Moves the log's contents into the file and leaves an ordinary database, which others can open without a log.
 *
 * Where that fails the log stays, and the next connection goes on with it: nothing is lost.
 */
export function endJournaling(db: Database): void {
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } catch (error) {
    if (!(error instanceof SqliteError) || error.resultCode === ResultCode.SQLITE_MISUSE) throw error;
  }
}
