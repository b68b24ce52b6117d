import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import { mayAccess } from "../permissions.js";
import type { FsState } from "../state.js";

/**
 * Checks what the identity may do with a path.
 *
 * @param mode - an or of 4 (read), 2 (write), 1 (execute); 0 asks for existence only
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/access.html
 */
export function access(state: FsState, path: string, mode: number, follow: boolean): void {
  if (mode & ~7) refuse(Errno.EINVAL, path);
  check(mayAccess(state.identity, state.walker.resolve(path, follow), mode), path);
}
