/** Where databases can be kept. */
export type StorageKind = "opfs-sahpool" | "memory";

/** Where an open database is kept. */
export interface StorageReport {
  readonly kind: StorageKind;
  /** Whether it is still there after the page is closed. */
  readonly persistent: boolean;
  /** Why it is kept there: a sentence for people. */
  readonly reason: string;
  /** Folder in the Origin Private File System that holds it; `":memory:"` for a database in memory. */
  readonly path: string;
}
