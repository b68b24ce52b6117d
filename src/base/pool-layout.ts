/** Where a database's pool of files lies in the Origin Private File System, for the threads that open it together. */
export const PoolLayout = {
  /** Folder in the root that holds a folder for each database. */
  databases: "web-sqlite-v2",
  /** Folder in the folder of a pool that holds its files. */
  files: ".opaque",
  /**
   * Name of the first file of a pool, fixed, so that of two contexts that find the folder empty only one gets its handle; it sorts
   * before every other. The others have random names: they tell this pool from one that is made in its place.
   */
  firstFile: "0",
  /** Files that a new pool has. */
  initialCapacity: 6,
  /** Bytes of each file before its data; one that nothing is stored in has no more. */
  headerSize: 4096,
} as const;
