import { FileRole, type SharedMemory } from "../layout/index.js";
import type { FileTable } from "./file-table.js";
import type { StoredFile } from "./stored-file.js";

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
  // SQLite looks at a database's header before it locks it; a handle would then belong to nobody's lock.
  if (file.role === FileRole.DATABASE && operation === read) return readWithoutHandle(file, memory);
  return file.access().then((opened) => operation(opened, memory));
}

async function readWithoutHandle(file: StoredFile, { numbers, io }: SharedMemory): Promise<boolean> {
  const [, offset = 0, length = 0] = numbers;
  const bytes = await file.bytes(offset, offset + length);
  io.set(bytes);
  numbers[0] = bytes.length;
  return true;
}
