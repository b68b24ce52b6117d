/** Where a database's pool of files lies in the Origin Private File System, for the threads that open it together. */
export const PoolLayout = {
  /** Folder in the root that holds a folder for each database. */
  databases: "web-sqlite-v2",
  /** Folder in the folder of a pool that holds its files. */
  files: ".opaque",
  /**
   * Names of the files of a new pool; later ones have random names. They are fixed, so that two contexts that find the folder
   * empty make the same, and of them only one gets the handle of the first, which sorts before every other.
   */
  newFiles: ["0", "1", "2", "3", "4", "5"],
} as const;
