/**
 * Why storage is not to be had:
 * - `unsupported`: this browser or context lacks the storage API
 * - `locked`: another tab, worker or page still holds the files
 * - `quota`: the origin's quota is used up
 * - `not-isolated`: the page is not cross-origin isolated (COOP/COEP headers)
 * - `lost`: a handle, folder or worker went away while in use
 * - `full`: the pool has no free file and could not grow
 * - `corrupt`: a pool file's header does not match its digest
 * - `invalid-name`: the database name cannot be stored
 * - `failed`: the storage API failed for another reason; see `cause`
 */
export type StorageErrorCode =
  | "unsupported"
  | "locked"
  | "quota"
  | "not-isolated"
  | "lost"
  | "full"
  | "corrupt"
  | "invalid-name"
  | "failed";

/** An error of the storage below SQLite. */
export class StorageError extends Error {
  override readonly name: string = "StorageError";
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
