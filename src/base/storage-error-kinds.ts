import { StorageError, type StorageErrorCode } from "./storage-error.js";

/** This browser or context lacks the storage (`unsupported`). Ask for another one, `memory` for example. */
export class UnsupportedError extends StorageError {
  override readonly name = "UnsupportedError";
}

/** Another tab, worker or page has the database (`locked`); the message says which where that is known. Try again later. */
export class LockedError extends StorageError {
  override readonly name = "LockedError";
}

/** The origin's quota is used up (`quota`). Delete something, or ask for more with `navigator.storage.persist()`. */
export class QuotaError extends StorageError {
  override readonly name = "QuotaError";
}

/** The page is not cross-origin isolated (`not-isolated`). Serve it with COOP and COEP headers, or take another storage. */
export class NotIsolatedError extends StorageError {
  override readonly name = "NotIsolatedError";
}

/** A handle, a file or a worker went away while in use (`lost`). Close the database and open it again. */
export class LostError extends StorageError {
  override readonly name = "LostError";
}

/** The storage cannot have a database of that name (`invalid-name`). */
export class InvalidNameError extends StorageError {
  override readonly name = "InvalidNameError";
}

const kinds: Readonly<Partial<Record<StorageErrorCode, typeof StorageError>>> = {
  unsupported: UnsupportedError,
  locked: LockedError,
  quota: QuotaError,
  "not-isolated": NotIsolatedError,
  lost: LostError,
  "invalid-name": InvalidNameError,
};

/** Makes an error of the class for its code; a plain {@link StorageError} where there is none. */
export function storageErrorOfKind(
  code: StorageErrorCode,
  message: string,
  options?: ErrorOptions,
): StorageError {
  return new (kinds[code] ?? StorageError)(code, message, options);
}
