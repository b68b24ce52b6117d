import type { SharedMemory } from "../layout/index.js";
import type { FileTable } from "./file-table.js";

/** What a read or write needs, reused so that none of them allocates more than a view. */
const position = { at: 0 };

/** Reads into the shared bytes. Takes file, offset and length; answers with the bytes read. */
export function read(handle: FileSystemSyncAccessHandle, { numbers, io }: SharedMemory): boolean {
  position.at = numbers[1] as number;
  numbers[0] = handle.read(io.subarray(0, numbers[2]), position);
  return true;
}

/** Writes from the shared bytes. Takes file, offset and length; answers with the bytes written. */
export function write(handle: FileSystemSyncAccessHandle, { numbers, io }: SharedMemory): boolean {
  position.at = numbers[1] as number;
  numbers[0] = handle.write(io.subarray(0, numbers[2]), position);
  return true;
}

/** Sets the size. Takes file and size. */
export function truncate(handle: FileSystemSyncAccessHandle, { numbers }: SharedMemory): boolean {
  handle.truncate(numbers[1] as number);
  return true;
}

/** Makes everything survive a power loss. Takes the file. */
export function flush(handle: FileSystemSyncAccessHandle): boolean {
  handle.flush();
  return true;
}

/** Answers with the size. Takes the file. */
export function size(handle: FileSystemSyncAccessHandle, { numbers }: SharedMemory): boolean {
  numbers[0] = handle.getSize();
  return true;
}

/** What is done with an open handle. */
export type HandleOperation = (handle: FileSystemSyncAccessHandle, memory: SharedMemory) => boolean;

/** Runs an operation on the file that the first number names, opening its handle again where it was given up. */
export function onHandle(
  files: FileTable,
  memory: SharedMemory,
  operation: HandleOperation,
): boolean | Promise<boolean> {
  const file = files.at(memory.numbers[0] as number);
  const { handle } = file;
  if (handle !== undefined) return operation(handle, memory);
  return file.access().then((opened) => operation(opened, memory));
}
