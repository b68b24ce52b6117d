/** As large a page cache as ours takes, so that storages are compared and not caches. */
const CACHE = "PRAGMA cache_size = -32768;";

/** Every commit is flushed before it returns. Said aloud, since builds differ in their defaults. */
export const FULL_DURABILITY = `${CACHE} PRAGMA synchronous = FULL;`;

/** The quickest journal of a storage with one connection; the lock comes first, as SQLite asks. */
export const EXCLUSIVE_WAL = `PRAGMA locking_mode = exclusive; PRAGMA journal_mode = WAL; ${FULL_DURABILITY}`;
