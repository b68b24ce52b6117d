import { isMissing } from "../async-proxy/folders.js";

const SUFFIXES = ["-journal", "-wal"];

/** Bytes of a file; -1 where there is none. */
export async function sizeOf(folder: FileSystemDirectoryHandle, name: string): Promise<number> {
  try {
    return (await (await folder.getFileHandle(name)).getFile()).size;
  } catch (error) {
    if (isMissing(error)) return -1;
    throw error;
  }
}

/** Names of the journals beside a database that are not empty: it is not whole without them. */
export async function journalsBeside(folder: FileSystemDirectoryHandle, name: string): Promise<string[]> {
  const names = SUFFIXES.map((suffix) => name + suffix);
  const sizes = await Promise.all(names.map((journal) => sizeOf(folder, journal)));
  return names.filter((_, index) => (sizes[index] as number) > 0);
}

/**
 * Removes the journals beside a database, since they would be played back into its successor. To remove them first would
 * leave a broken database should this thread die here, so the database is emptied before: to SQLite, a journal beside an
 * empty database means nothing.
 */
export async function removeJournals(
  folder: FileSystemDirectoryHandle,
  database: FileSystemFileHandle,
): Promise<void> {
  const journals = await journalsBeside(folder, database.name);
  if (journals.length === 0) return;
  await (await database.createWritable()).close();
  for (const journal of journals) await folder.removeEntry(journal);
}
