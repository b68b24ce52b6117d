export { absolutePath } from "./absolute-path.js";
export { DeviceCharacteristic, LockLevel, OpenFlag } from "./constants.js";
export type { EntryInstaller } from "./entries.js";
export { type RegisteredVfs, type RegisterVfsOptions, registerVfs } from "./facade.js";
export { resultCodeOf } from "./failure-record.js";
export { type FileLock, FileLocks } from "./file-locks.js";
export { MemoryVfs } from "./memory/index.js";
export {
  type DamagedFile,
  DEFAULT_POOL_DIRECTORY,
  type ImportSource,
  importAtOnce,
  type OpenedPoolFolder,
  type PoolImport,
  releaseAtOnce,
  SahPool,
  type SahPoolOptions,
} from "./sahpool/index.js";
export { missingForOpfs, Opfs, OpfsFiles, type OpfsOptions, type OpfsTree } from "./opfs/index.js";
export type { StorageDirectory, StorageFile } from "./storage-directory.js";
export { folderEntries } from "./folder-entries.js";
export { storageFailure } from "./storage-failure.js";
export type { AccessPosition, SyncAccessHandle } from "./sync-access-handle.js";
export type { UriSwitch, Vfs, VfsFile } from "./vfs.js";
export { VfsError } from "./vfs-error.js";
