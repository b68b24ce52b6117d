import { StorageError, type StorageErrorCode } from "../base/index.js";

/** What the names of `DOMException`s from the storage API mean here. */
const CODES: Readonly<Record<string, StorageErrorCode>> = {
  QuotaExceededError: "quota",
  InvalidStateError: "lost",
  NotFoundError: "lost",
  NoModificationAllowedError: "locked",
  SecurityError: "unsupported",
  NotSupportedError: "unsupported",
};

const REASONS: Readonly<Partial<Record<StorageErrorCode, string>>> = {
  quota: "the storage quota of this origin is used up",
  lost: "the file is gone or its handle was closed",
  locked: "another tab, worker or page holds the file",
  unsupported: "this browser or context does not offer it",
};

/**
 * Explains an error of the browser's storage API.
 *
 * @param error - what was thrown; a {@link StorageError} is given back as it is
 * @param attempt - what was being done, for people: "writing /a.db"
 * @returns the error to throw, with the original as its cause
 * @see https://fs.spec.whatwg.org/
 */
export function storageFailure(error: unknown, attempt: string): StorageError {
  if (error instanceof StorageError) return error;
  const { name, message } = Object(error) as Partial<Error>;
  const code = CODES[name ?? ""] ?? "failed";
  return new StorageError(code, `${attempt} failed: ${REASONS[code] ?? message ?? error}`, { cause: error });
}
