export { importAtOnce, releaseAtOnce } from "./at-once.js";
export type { ImportSource, PoolImport } from "./import-file.js";
export type { OpenedPoolFolder } from "./pool-folder.js";
export { DEFAULT_POOL_DIRECTORY, SahPool, type SahPoolOptions } from "./sah-pool.js";
export type { DamagedFile } from "./slot-table.js";
