/*
 * Entered by itself, not through the room's index: the namespace loads this part alone, and the bundler would take the
 * other VFSes along.
 */
export { registerVfs } from "../facade.js";
export { resultCodeOf } from "../failure-record.js";
export { VfsError } from "../vfs-error.js";
export { Kvvfs, type KvvfsOptions } from "./kvvfs.js";
export type { KvvfsEvent, KvvfsEventData, KvvfsListener } from "./listener.js";
export { nameFault, storageName } from "./names.js";
export type { RecordStore } from "./record-store.js";
export { exportStorage, importStorage, type KvvfsExport, type KvvfsExportOptions } from "./transfer.js";
