import type { SyncAccessHandle } from "./sync-access-handle.js";

/** A file of the Origin Private File System. @see https://fs.spec.whatwg.org/#api-filesystemfilehandle */
export interface StorageFile {
  readonly kind: "file";
  readonly name: string;
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}

/**
 * A folder of the Origin Private File System, as far as pools need it.
 * @see https://fs.spec.whatwg.org/#api-filesystemdirectoryhandle
 */
export interface StorageDirectory {
  readonly kind: "directory";
  readonly name: string;
  getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<StorageDirectory>;
  getFileHandle(name: string, options?: { create?: boolean }): Promise<StorageFile>;
  removeEntry(name: string, options?: { recursive?: boolean }): Promise<void>;
  values(): AsyncIterableIterator<StorageFile | StorageDirectory>;
}
