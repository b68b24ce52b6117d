import type { MemoryDirectory, MemoryFile, MemoryStorage } from "./memory-storage.js";

const SECTOR = 512;

/**
 * Collects what a crash may leave while `change` runs: the files before each operation of a handle and at the end, and
 * for each write the files with only some of its sectors written.
 */
export async function crashStates(
  storage: MemoryStorage,
  change: () => Promise<unknown> | unknown,
): Promise<MemoryStorage[]> {
  const states: MemoryStorage[] = [];
  storage.beforeOperation = (operation) => {
    if (operation !== "read" && operation !== "getSize") states.push(storage.copy());
  };
  await change();
  storage.beforeOperation = () => {};
  states.push(storage.copy());
  const torn = states.slice(1).flatMap((after, index) => tornStates(states[index] as MemoryStorage, after));
  return [...states, ...torn];
}

/** States between two, in which one of two neighbouring sectors that changed is still the old one. */
function tornStates(before: MemoryStorage, after: MemoryStorage): MemoryStorage[] {
  const old = new Map(allFiles(before.root).map((file) => [file.name, file]));
  return allFiles(after.root).flatMap((file) => {
    const previous = old.get(file.name)?.bytes;
    if (previous === undefined || previous.length !== file.bytes.length) return [];
    const changed = changedSectors(previous, file.bytes);
    if (changed.length < 2 || changed.length > 4) return [];
    return changed.map((sector) => {
      const state = after.copy();
      const copy = allFiles(state.root).find(({ name }) => name === file.name) as MemoryFile;
      copy.bytes.set(previous.subarray(sector, sector + SECTOR), sector);
      return state;
    });
  });
}

function changedSectors(before: Uint8Array, after: Uint8Array): number[] {
  const sectors: number[] = [];
  for (let start = 0; start < after.length; start += SECTOR) {
    const end = start + SECTOR;
    if (Buffer.compare(before.subarray(start, end), after.subarray(start, end)) !== 0) sectors.push(start);
  }
  return sectors;
}

function allFiles(directory: MemoryDirectory): MemoryFile[] {
  return [...directory.files.values(), ...directory.directories.flatMap(allFiles)];
}
