import type { MemoryFile, MemoryStorage } from "./memory-storage.js";

const SECTOR = 512;
const HEADER_LENGTH = 4096;

/**
 * Collects what a crash may leave while `change` runs: the files before each operation of a handle and at the end; for
 * each write the files with only some of its sectors written; and for each of these moments what a power loss may leave
 * of a file that is not flushed: nothing of the change, the header's part of it, or the data's.
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
  return [...states, ...torn, ...states.flatMap(powerLossStates)];
}

/** States between two, in which one of the sectors that changed is still the old one. */
function tornStates(before: MemoryStorage, after: MemoryStorage): MemoryStorage[] {
  const old = new Map(before.root.allFiles.map((file) => [file.name, file.bytes]));
  return after.root.allFiles.flatMap((file) => {
    const previous = old.get(file.name);
    if (previous === undefined || previous.length !== file.bytes.length) return [];
    const changed = changedSectors(previous, file.bytes);
    if (changed.length < 2 || changed.length > 4) return [];
    return changed.map((sector) => {
      const bytes = file.bytes.slice();
      bytes.set(previous.subarray(sector, sector + SECTOR), sector);
      return withBytes(after, file, bytes);
    });
  });
}

/** States in which a file has lost some of what was not flushed. */
function powerLossStates(state: MemoryStorage): MemoryStorage[] {
  return state.root.allFiles.flatMap((file) => {
    const { bytes, flushedBytes } = file;
    if (Buffer.compare(bytes, flushedBytes) === 0) return [];
    return [flushedBytes, spliced(bytes, flushedBytes), spliced(flushedBytes, bytes)].map((left) =>
      withBytes(state, file, left),
    );
  });
}

/** The header of one and the data of another version of a file. */
function spliced(header: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data);
  bytes.set(header.subarray(0, Math.min(HEADER_LENGTH, bytes.length)));
  return bytes;
}

function withBytes(
  state: MemoryStorage,
  { name }: MemoryFile,
  bytes: Uint8Array<ArrayBuffer>,
): MemoryStorage {
  const copy = state.copy();
  const file = copy.root.allFiles.find((each) => each.name === name) as MemoryFile;
  file.bytes = bytes.slice();
  return copy;
}

function changedSectors(before: Uint8Array, after: Uint8Array): number[] {
  const sectors: number[] = [];
  for (let start = 0; start < after.length; start += SECTOR) {
    const end = start + SECTOR;
    if (Buffer.compare(before.subarray(start, end), after.subarray(start, end)) !== 0) sectors.push(start);
  }
  return sectors;
}
