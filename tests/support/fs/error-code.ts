import { FsError } from "../../../src/base/index.js";

/**
 * The code of the FsError that a call throws.
 *
 * @returns for example `"ENOENT"`, or `"none"` when it throws nothing; any other error is thrown on
 */
export function errorCode(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof FsError) return error.code;
    throw error;
  }
  return "none";
}
