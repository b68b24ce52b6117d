import type { SyncAccessHandle } from "../../../../src/vfs/index.js";

/** A file in memory. */
export interface PlainFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** @throws DOMException */
  open(): SyncAccessHandle;
}

/** A folder in memory. Its methods throw the `DOMException`s of the asynchronous ones. */
export interface PlainDirectory {
  directory(name: string, create?: boolean): PlainDirectory;
  file(name: string, create?: boolean): PlainFile;
  remove(name: string): void;
}

/** Looks like a folder of the Origin Private File System, but gives values where that gives promises. */
export function promiseless(directory: PlainDirectory): FileSystemDirectoryHandle {
  const handle = {
    getDirectoryHandle: (name: string, { create }: FileSystemGetDirectoryOptions = {}) =>
      promiseless(directory.directory(name, create)),
    getFileHandle: (name: string, { create }: FileSystemGetFileOptions = {}) =>
      fileHandle(directory.file(name, create)),
    removeEntry: (name: string) => directory.remove(name),
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

function fileHandle(file: PlainFile) {
  return {
    createSyncAccessHandle: () => file.open(),
    getFile: () => ({
      size: file.bytes.length,
      slice: (start: number, end: number) => ({ arrayBuffer: () => file.bytes.slice(start, end).buffer }),
    }),
  };
}
