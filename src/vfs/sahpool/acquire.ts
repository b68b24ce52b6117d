import { PoolLayout, StorageError } from "../../base/index.js";
import type { StorageDirectory, StorageFile } from "../storage-directory.js";
import { storageFailure } from "../storage-failure.js";
import type { SyncAccessHandle } from "../sync-access-handle.js";
import { type OpenedPoolFolder, openPoolFolder, type PoolFolder, poolFolderAt } from "./pool-folder.js";
import { Slot } from "./slot.js";

const FIRST_DELAY = 10;
const LONGEST_DELAY = 250;

/**
 * Finds or makes the folder of a pool and opens every file in it.
 *
 * @param location - as `openPoolFolder` takes it
 * @param timeout - as {@link acquireSlots} takes it
 * @param opening - fulfils with the folder where somebody has opened it already; for a pool that is named by its path
 * @throws as these two
 */
export async function acquirePool(
  location: StorageDirectory | string,
  timeout: number,
  opening?: Promise<OpenedPoolFolder | undefined>,
): Promise<{ readonly folder: PoolFolder; readonly slots: readonly Slot[] }> {
  const opened = await opening;
  if (opened !== undefined && typeof location === "string") {
    const folder = poolFolderAt(location, opened.folder);
    try {
      return { folder, slots: await acquireSlots(folder, timeout, opened.entries) };
    } catch (error) {
      // It may have been deleted since it was opened.
      if (!(error instanceof StorageError) || error.code !== "lost") throw error;
    }
  }
  const folder = await openPoolFolder(location);
  return { folder, slots: await acquireSlots(folder, timeout) };
}

/**
 * Opens every file of a pool, all or none. While another context holds some, it tries again with growing pauses: a page
 * that has just been reloaded keeps its handles for a moment.
 *
 * @param timeout - milliseconds to keep trying
 * @param known - what has been found in the folder already; these files are opened at the same time
 * @returns the slots, not yet loaded; at least one
 * @throws StorageError `locked` when the time is over
 */
export async function acquireSlots(
  folder: PoolFolder,
  timeout: number,
  known: readonly Entry[] = [],
): Promise<Slot[]> {
  const deadline = performance.now() + timeout;
  for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
    const isFirstTry = delay === FIRST_DELAY;
    // Two that meet so may both fail. Who tries again is none the worse; of those who do not, one is to have it.
    const result = await openAll(folder.files, isFirstTry ? known : [], isFirstTry && timeout > 0);
    if ("slots" in result) return result.slots;
    const { fileCount, held } = result;
    const left = deadline - performance.now();
    if (left <= 0) {
      const message = `another tab, worker or page holds the pool ${folder.path}: ${held.length} of its ${fileCount} files (${held.join(", ")}) are still locked after ${timeout} ms`;
      throw new StorageError("locked", message, { cause: result.cause });
    }
    const pause = Math.min(delay * (0.75 + Math.random() / 2), left);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * Makes a new, empty file for a pool and opens it.
 * @throws StorageError
 */
export async function createSlot(files: StorageDirectory, name = randomName()): Promise<Slot> {
  try {
    return new Slot(name, await openHandle(await files.getFileHandle(name, { create: true })));
  } catch (error) {
    throw storageFailure(error, "adding a file to the pool");
  }
}

type Entry = StorageFile | StorageDirectory;

interface HeldFiles {
  readonly fileCount: number;
  /** Names of the files that could not be opened. */
  readonly held: string[];
  readonly cause: unknown;
}

/**
 * Tries once. The first file serves as the lock: only who has it keeps the rest, and adds files to a pool that has some. What is
 * listed after that is therefore all there is, while what was known before may have become more. Who finds another first, because
 * the folder was being filled, fails at one of the rest: whoever has the pool has them all.
 *
 * @param isHasty - whether to open the known files without waiting for the first, which saves a step through the browser's process
 * @throws StorageError when a file fails for another reason than being held
 */
async function openAll(
  folder: StorageDirectory,
  known: readonly Entry[],
  isHasty: boolean,
): Promise<{ readonly slots: Slot[] } | HeldFiles> {
  const found = known.length > 0 ? filesOf(known) : await listFiles(folder);
  const first = found[0] ?? (await createFirst(folder));
  const slots: Slot[] = [];
  const held: string[] = [];
  let cause: unknown;
  const open = async (file: StorageFile): Promise<void> => {
    try {
      slots.push(new Slot(file.name, await openHandle(file)));
    } catch (error) {
      held.push(file.name);
      // One that is held is worth waiting for; one that fails otherwise is not.
      if (cause === undefined || !isHeld(error)) cause = error;
    }
  };
  const openRest = () => Promise.all(found.filter((file) => file !== first).map(open));
  const names = new Set([first, ...found].map(({ name }) => name));
  const openAdded = async (): Promise<void> => {
    const added = (await listFiles(folder)).filter(({ name }) => !names.has(name));
    for (const { name } of added) names.add(name);
    await Promise.all(added.map(open));
  };
  const locking = open(first);
  const early = isHasty && known.length > 0 ? openRest() : undefined;
  await locking;
  if (held.includes(first.name)) await early;
  else {
    const [listing] = await Promise.allSettled([openAdded(), early ?? openRest()]);
    if (listing.status === "rejected") {
      for (const slot of slots) slot.close();
      throw listing.reason;
    }
  }
  if (held.length === 0) return { slots };
  for (const slot of slots) slot.close();
  if (!isHeld(cause)) throw storageFailure(cause, "opening the files of the pool");
  return { fileCount: names.size, held, cause };
}

/** Whether a file is held, or was removed by who held it. */
function isHeld(error: unknown): boolean {
  return (
    error instanceof DOMException && ["NoModificationAllowedError", "NotFoundError"].includes(error.name)
  );
}

async function createFirst(folder: StorageDirectory): Promise<StorageFile> {
  try {
    return await folder.getFileHandle(PoolLayout.firstFile, { create: true });
  } catch (error) {
    throw storageFailure(error, "adding a file to the pool");
  }
}

async function listFiles(folder: StorageDirectory): Promise<StorageFile[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of folder.values()) entries.push(entry);
  } catch (error) {
    throw storageFailure(error, "listing the files of the pool");
  }
  return filesOf(entries);
}

/** The files among the entries of a folder, by their names. */
function filesOf(entries: readonly Entry[]): StorageFile[] {
  const files = entries.filter((entry) => entry.kind === "file");
  return files.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function openHandle(file: StorageFile): Promise<SyncAccessHandle> {
  if (typeof file.createSyncAccessHandle !== "function") {
    throw new StorageError("unsupported", "synchronous file access is only to be had in a dedicated worker");
  }
  return file.createSyncAccessHandle();
}

function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
