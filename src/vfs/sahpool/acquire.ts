import { StorageError } from "../../base/index.js";
import type { StorageDirectory } from "../storage-directory.js";
import { storageFailure } from "../storage-failure.js";
import type { SyncAccessHandle } from "../sync-access-handle.js";
import type { PoolFolder } from "./pool-folder.js";
import { Slot } from "./slot.js";

/**
 * The first file of a new pool. Its name is fixed, so that of two contexts that find the folder empty only one gets
 * its handle, and it sorts before every other.
 */
const FIRST_FILE = "0";
const FIRST_DELAY = 10;
const LONGEST_DELAY = 250;

/**
 * Opens every file of a pool, all or none. While another context holds some, it tries again with growing pauses: a page
 * that has just been reloaded keeps its handles for a moment.
 *
 * @param timeout - milliseconds to keep trying
 * @returns the slots, not yet loaded; at least one
 * @throws StorageError `locked` when the time is over
 */
export async function acquireSlots(folder: PoolFolder, timeout: number): Promise<Slot[]> {
  const deadline = performance.now() + timeout;
  for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
    const result = await openAll(folder.files);
    if ("slots" in result) return result.slots;
    const { fileCount, held } = result;
    if (performance.now() + delay > deadline) {
      const message = `another tab, worker or page holds the pool ${folder.path}: ${held.length} of its ${fileCount} files (${held.join(", ")}) are still locked after ${timeout} ms`;
      throw new StorageError("locked", message, { cause: result.cause });
    }
    await new Promise((resolve) => setTimeout(resolve, delay * (0.75 + Math.random() / 2)));
  }
}

/**
 * Makes a new, empty file for a pool and opens it.
 * @throws StorageError
 */
export async function createSlot(files: StorageDirectory, name = randomName()): Promise<Slot> {
  try {
    return new Slot(name, await openHandle(files, name, true));
  } catch (error) {
    throw storageFailure(error, "adding a file to the pool");
  }
}

interface HeldFiles {
  readonly fileCount: number;
  /** Names of the files that could not be opened. */
  readonly held: string[];
  readonly cause: unknown;
}

/**
 * Tries once. The first file serves as the lock: only who has it opens the rest.
 * @throws StorageError when a file fails for another reason than being held
 */
async function openAll(files: StorageDirectory): Promise<{ readonly slots: Slot[] } | HeldFiles> {
  const names = await fileNames(files);
  const [first = FIRST_FILE, ...others] = names;
  const slots: Slot[] = [];
  const held: string[] = [];
  let cause: unknown;
  const open = async (name: string, create: boolean): Promise<void> => {
    try {
      slots.push(new Slot(name, await openHandle(files, name, create)));
    } catch (error) {
      held.push(name);
      // One that is held is worth waiting for; one that fails otherwise is not.
      if (cause === undefined || !isHeld(error)) cause = error;
    }
  };
  await open(first, names.length === 0);
  if (held.length === 0) await Promise.all(others.map((name) => open(name, false)));
  if (held.length === 0) return { slots };
  for (const slot of slots) slot.close();
  if (!isHeld(cause)) throw storageFailure(cause, "opening the files of the pool");
  return { fileCount: Math.max(1, names.length), held, cause };
}

/** Whether a file is held, or was removed by who held it. */
function isHeld(error: unknown): boolean {
  return (
    error instanceof DOMException && ["NoModificationAllowedError", "NotFoundError"].includes(error.name)
  );
}

async function fileNames(files: StorageDirectory): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of files.values()) if (entry.kind === "file") names.push(entry.name);
  } catch (error) {
    throw storageFailure(error, "listing the files of the pool");
  }
  return names.sort();
}

async function openHandle(files: StorageDirectory, name: string, create: boolean): Promise<SyncAccessHandle> {
  const file = await files.getFileHandle(name, { create });
  if (typeof file.createSyncAccessHandle !== "function") {
    throw new StorageError("unsupported", "synchronous file access is only to be had in a dedicated worker");
  }
  return file.createSyncAccessHandle();
}

function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
