import type { Intent, SharedMemory } from "../layout/index.js";
import { type FileTable, NOT_THERE } from "./file-table.js";

const Level = { SHARED: 1, RESERVED: 2 } as const;

/**
 * Raises a thread's lock on a database. Takes the numbers file, level and intent; where SHARED is
 * got anew, answers with the sizes of database, journal and WAL (-1 where there is none), as they were found under the
 * lock.
 *
 * @returns whether the level was reached
 */
export async function lock(files: FileTable, { numbers }: SharedMemory, timeout: number): Promise<boolean> {
  const [number = 0, level, intent] = numbers;
  const databaseLock = files.lockAt(number);
  if (level === Level.RESERVED) return databaseLock.lockReserved();
  if (level !== Level.SHARED) return databaseLock.lockExclusive(timeout);
  if (!(await databaseLock.lockShared(intent as Intent, timeout))) return false;
  const file = files.at(number);
  try {
    const journal = `${file.path}-journal`;
    const [handle, journalSize] = await Promise.all([file.access(), files.sizeOf(journal)]);
    // A writer that died may have ended its journal, and not flushed that: who reads what it committed must not lose it.
    if (journalSize !== NOT_THERE) await files.flush(journal);
    numbers[0] = handle.getSize();
    numbers[1] = journalSize;
    numbers[2] = hasNoWal(handle) ? NOT_THERE : await files.sizeOf(`${file.path}-wal`);
  } catch (error) {
    databaseLock.release();
    throw error;
  }
  databaseLock.use();
  return true;
}

/** Where the header says how the file is to be read, and what it says of a file without a write-ahead log. */
const READ_VERSION_OFFSET = 19;
const READ_VERSION_JOURNAL = 1;

const version = { bytes: new Uint8Array(1), position: { at: READ_VERSION_OFFSET } };

/**
 * Whether the header rules a write-ahead log out: SQLite marks the file before it makes one, and takes the mark back
 * after it has removed it. A look-up in the folder takes a thousand times as long.
 *
 * @see https://www.sqlite.org/fileformat2.html#file_format_version_numbers
 */
function hasNoWal(handle: FileSystemSyncAccessHandle): boolean {
  handle.read(version.bytes, version.position);
  return version.bytes[0] === READ_VERSION_JOURNAL;
}

/** Lowers a thread's lock to what the second number says. */
export async function unlock(files: FileTable, { numbers }: SharedMemory): Promise<boolean> {
  const [number = 0, level] = numbers;
  const databaseLock = files.lockAt(number);
  if (level === Level.SHARED) await databaseLock.lowerToShared();
  else databaseLock.release();
  return true;
}
