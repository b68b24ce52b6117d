/** Where databases can be kept. */
export type StorageKind = "opfs-sahpool" | "opfs" | "memory";

/** A place where a database is not kept, though it might be. */
export interface StorageAlternative {
  readonly kind: StorageKind;
  /** Why it is not kept there: a sentence for people. */
  readonly reason: string;
}

/** Where an open database is kept. */
export interface StorageReport {
  readonly kind: StorageKind;
  /** Whether it is still there after the page is closed. */
  readonly persistent: boolean;
  /** Why it is kept there: a sentence for people. */
  readonly reason: string;
  /** The other places, the best first, and why each was not chosen. */
  readonly alternatives: readonly StorageAlternative[];
  /**
   * Where it lies in the Origin Private File System: for `opfs-sahpool` the folder that is its own, for `opfs` the file,
   * such as `"/app.db"`. `":memory:"` for a database in memory.
   */
  readonly path: string;
}
