import { StorageError } from "../../../base/index.js";
import { isMissing, type Place } from "../async-proxy/folders.js";
import { chunksOf, type ImportData } from "./chunks.js";
import { FORMAT_VERSIONS_OFFSET, FormatCheck, ROLLBACK_JOURNAL_FORMAT } from "./database-format.js";
import { removeJournals, sizeOf } from "./journals.js";

/** How often, and after how many milliseconds each, the file of a failed import is tried to be removed. */
const REMOVALS = 50;
const RETRY_DELAY = 10;

/**
 * Writes a database beside the file of that name and then puts it in its place, which is one step of the browser's: a
 * `FileSystemWritableFileStream` shows nothing of what it has been given before it is closed.
 *
 * @returns bytes written
 * @throws StorageError, DOMException, what the data throws; the file is then as it was
 * @see https://fs.spec.whatwg.org/#api-filesystemwritablefilestream
 */
export async function importDatabase({ folder, name }: Place, data: ImportData): Promise<number> {
  const wasThere = (await sizeOf(folder, name)) >= 0;
  const file = await folder.getFileHandle(name, { create: true });
  if (file.createWritable === undefined) {
    throw new StorageError("unsupported", "this browser cannot replace a file in one step");
  }
  let writable: FileSystemWritableFileStream | undefined;
  try {
    writable = await file.createWritable();
    const check = new FormatCheck();
    for await (const chunk of chunksOf(data)) {
      check.pass(chunk);
      await writable.write(chunk);
    }
    check.end();
    // Without shared memory only an exclusive connection can open a database in WAL mode.
    await writable.write({ type: "write", position: FORMAT_VERSIONS_OFFSET, data: ROLLBACK_JOURNAL_FORMAT });
    await removeJournals(folder, file);
    await writable.close();
    return check.size;
  } catch (error) {
    await writable?.abort().catch(() => {});
    if (!wasThere) await removeAborted(folder, name);
    throw error;
  }
}

/**
 * Removes the empty file of an import that failed. An aborted stream gives its lock on the file up a moment later (Chromium);
 * where that lasts, the empty file stays, since why the import failed matters more.
 */
async function removeAborted(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let attempt = 0; attempt < REMOVALS; attempt++) {
    try {
      await folder.removeEntry(name);
      return;
    } catch (error) {
      if (isMissing(error)) return;
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    }
  }
}
