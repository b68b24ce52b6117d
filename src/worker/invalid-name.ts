import { StorageError } from "../base/index.js";

/** Makes the error for a name that no database can have. */
export function invalidName(message: string, options?: ErrorOptions): StorageError {
  return new StorageError("invalid-name", message, options);
}
