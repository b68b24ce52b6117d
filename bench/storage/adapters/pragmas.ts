/** Every commit is flushed before it returns. Said aloud, since builds differ in their defaults. */
export const FULL_DURABILITY = "PRAGMA synchronous = FULL;";

/** The quickest journal of a storage with one connection; the lock comes first, as SQLite asks. */
export const EXCLUSIVE_WAL = `PRAGMA locking_mode = exclusive; PRAGMA journal_mode = WAL; ${FULL_DURABILITY}`;
