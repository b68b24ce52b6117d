import type { StorageError } from "../../base/index.js";
import { storageFailure } from "../storage-failure.js";
import { decodeArguments } from "./layout/index.js";

/**
 * Explains what an operation threw in the proxy.
 *
 * @param args - of the shared memory, where the proxy has left it
 */
export function takeFailure(args: Uint8Array): StorageError {
  const [attempt, name, message] = decodeArguments(args) as [string, string, string];
  return storageFailure(new DOMException(message, name), attempt);
}
