import { decodeArguments, type FileRole, type SharedMemory } from "../layout/index.js";
import type { FileTable } from "./file-table.js";

/** Opens a file. Takes path, role and whether to create it; answers with its number. Refused where it is missing. */
export async function open(files: FileTable, memory: SharedMemory): Promise<boolean> {
  const [path, role, create] = decodeArguments(memory.args) as [string, FileRole, boolean];
  const number = await files.open(path, role, create);
  memory.numbers[0] = number ?? 0;
  return number !== undefined;
}

/**
 * Answers with the size of a file. Takes its path; refused where it is missing. An empty journal counts as none, so that
 * a file that is found empty is so for good.
 */
export async function exists(files: FileTable, memory: SharedMemory): Promise<boolean> {
  const [path] = decodeArguments(memory.args) as [string];
  const size = await files.sizeOf(path);
  if (size === 0) await files.flush(path);
  memory.numbers[0] = size;
  return size >= 0;
}

/** Removes a file. Takes its path, and whether a power loss may not bring it back; refused where it is missing. */
export function remove(files: FileTable, memory: SharedMemory): Promise<boolean> {
  const [path, isDurable] = decodeArguments(memory.args) as [string, boolean];
  return files.remove(path, isDurable);
}

/** Answers with the size of an open file. Takes its number. */
export async function size(files: FileTable, { numbers }: SharedMemory): Promise<boolean> {
  numbers[0] = await files.at(numbers[0] as number).size();
  return true;
}
