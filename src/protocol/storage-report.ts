/** Where databases can be kept. */
export type StorageKind = "opfs-sahpool" | "opfs" | "memory";

/** Where an open database is kept. */
export interface StorageReport {
  readonly kind: StorageKind;
  /** Whether it is still there after the page is closed. */
  readonly persistent: boolean;
  /** Why it is kept there: a sentence for people. */
  readonly reason: string;
  /**
   * Where it lies in the Origin Private File System: for `opfs-sahpool` the folder that is its own, for `opfs` the file,
   * such as `"/app.db"`. `":memory:"` for a database in memory.
   */
  readonly path: string;
}
