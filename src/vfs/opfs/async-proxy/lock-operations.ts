import type { SharedMemory } from "../layout/index.js";
import type { FileTable } from "./file-table.js";

const Level = { SHARED: 1, RESERVED: 2 } as const;

/**
 * Raises a thread's lock on a database. Takes the numbers file, level and whether to queue as a writer; where SHARED is
 * got anew, answers with the sizes of database, journal and WAL (-1 where there is none), as they were found under the
 * lock.
 *
 * @returns whether the level was reached
 */
export async function lock(files: FileTable, { numbers }: SharedMemory, timeout: number): Promise<boolean> {
  const [number = 0, level, queuesAsWriter] = numbers;
  const databaseLock = files.lockAt(number);
  if (level === Level.RESERVED) return databaseLock.lockReserved();
  if (level !== Level.SHARED) return databaseLock.lockExclusive(timeout);
  if (!(await databaseLock.lockShared(queuesAsWriter === 1, timeout))) return false;
  const file = files.at(number);
  try {
    const [handle, journalSize, walSize] = await Promise.all([
      file.access(),
      files.sizeOf(`${file.path}-journal`),
      files.sizeOf(`${file.path}-wal`),
    ]);
    numbers[0] = handle.getSize();
    numbers[1] = journalSize;
    numbers[2] = walSize;
  } catch (error) {
    databaseLock.release();
    throw error;
  }
  databaseLock.use();
  return true;
}

/** Lowers a thread's lock to what the second number says. */
export async function unlock(files: FileTable, { numbers }: SharedMemory): Promise<boolean> {
  const [number = 0, level] = numbers;
  const databaseLock = files.lockAt(number);
  if (level === Level.SHARED) await databaseLock.lowerToShared();
  else databaseLock.release();
  return true;
}
