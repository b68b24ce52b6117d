import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { LastKind } from "../lookup.js";
import { mayDelete } from "../permissions.js";
import type { FsState } from "../state.js";
import { removeNode } from "../tree.js";

const RMDIR_ERRNO: Record<Exclude<LastKind, "name">, Errno> = {
  dot: Errno.EINVAL,
  "dot-dot": Errno.ENOTEMPTY,
  root: Errno.EBUSY,
};

/**
 * Removes an empty directory.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/rmdir.html
 */
export function rmdir(state: FsState, path: string): void {
  const { walker } = state;
  walker.start(path);
  walker.walkToParent();
  if (walker.kind !== "name") refuse(RMDIR_ERRNO[walker.kind], path);
  const victim = walker.child();
  if (victim === undefined) refuse(Errno.ENOENT, path);
  check(mayDelete(state.identity, walker.directory, victim, true), path);
  if (victim.firstChild !== undefined) refuse(Errno.ENOTEMPTY, path);
  removeNode(state, victim);
}

/**
 * Removes a name of anything but a directory (`EISDIR`). Open streams keep reading and writing what it named.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/unlink.html
 */
export function unlink(state: FsState, path: string): void {
  const { walker } = state;
  walker.start(path);
  walker.walkToParent();
  if (walker.kind !== "name") refuse(Errno.EISDIR, path);
  const victim = walker.child();
  if (victim === undefined) refuse(Errno.ENOENT, path);
  if (walker.trailingSlash) refuse(victim.isDirectory ? Errno.EISDIR : Errno.ENOTDIR, path);
  check(mayDelete(state.identity, walker.directory, victim, false), path);
  removeNode(state, victim);
}
