import { OpenFlag } from "../constants.js";
import type { HandOverRole } from "../gather/index.js";

const JOURNAL_SUFFIX = "-journal";
const LOG_SUFFIX = "-wal";

/** What belongs to a database besides its own file: what SQLite appends to its name. */
export const COMPANION_SUFFIXES = [JOURNAL_SUFFIX, LOG_SUFFIX] as const;

/** What a file is for. @param flags - `SQLITE_OPEN_*` */
export function roleOf(flags: number): HandOverRole {
  if ((flags & OpenFlag.WAL) !== 0) return "log";
  return (flags & (OpenFlag.MAIN_JOURNAL | OpenFlag.SUPER_JOURNAL)) === 0 ? "database" : "journal";
}

/**
 * The path of the database that a file is or belongs to; `undefined` for a super-journal, which belongs to several.
 *
 * @param flags - `SQLITE_OPEN_*` of the file's kind
 */
export function databaseOf(path: string, flags: number): string | undefined {
  if ((flags & OpenFlag.SUPER_JOURNAL) !== 0) return undefined;
  if ((flags & OpenFlag.WAL) !== 0) return path.slice(0, -LOG_SUFFIX.length);
  return (flags & OpenFlag.MAIN_JOURNAL) === 0 ? path : path.slice(0, -JOURNAL_SUFFIX.length);
}
