import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { MAY_WRITE } from "../mode.js";
import { pathOf } from "../mount.js";
import { mayAccess, mayCreate, mayDelete } from "../permissions.js";
import type { FsState } from "../state.js";
import { isWithin, moveNode, removeNode } from "../tree.js";

/** Where a rename starts or ends. */
interface End {
  readonly directory: Inode;
  readonly name: string;
  readonly isName: boolean;
  readonly trailingSlash: boolean;
}

/**
 * Moves a name: a file replaces what is no directory, a directory replaces an empty one. Onto itself it does nothing.
 *
 * @throws FsError `EINVAL` for a directory into itself, `EXDEV` to another mount, `EBUSY` for `.`, `..` and mount
 * points, `EISDIR`, `ENOTDIR`, `ENOTEMPTY`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html
 */
export function rename(state: FsState, oldPath: string, newPath: string): void {
  const from = walkToEnd(state, oldPath);
  const to = walkToEnd(state, newPath);
  if (from.directory.mount !== to.directory.mount) refuse(Errno.EXDEV, newPath);
  if (!from.isName || !to.isName) refuse(Errno.EBUSY, newPath);
  const node = childOf(state, from);
  if (node === undefined) refuse(Errno.ENOENT, oldPath);
  const replaced = childOf(state, to);
  if (!node.isDirectory && (from.trailingSlash || to.trailingSlash)) refuse(Errno.ENOTDIR, newPath);
  if (isWithin(to.directory, node)) refuse(Errno.EINVAL, newPath);
  if (replaced !== undefined && isWithin(from.directory, replaced)) refuse(Errno.ENOTEMPTY, newPath);
  if (node === replaced) return;
  checkRename(state, node, from, to, replaced, newPath);

  const oldFull = state.observers.any ? pathOf(node) : "";
  if (replaced !== undefined) removeNode(state, replaced);
  moveNode(state, node, to.directory, to.name);
  if (state.observers.any) state.observers.moved(oldFull, pathOf(node));
}

function checkRename(
  state: FsState,
  node: Inode,
  from: End,
  to: End,
  replaced: Inode | undefined,
  detail: string,
): void {
  const { identity } = state;
  check(mayDelete(identity, from.directory, node, node.isDirectory), detail);
  if (replaced === undefined) check(mayCreate(identity, to.directory), detail);
  else check(mayDelete(identity, to.directory, replaced, node.isDirectory), detail);
  // A directory that changes its parent has its `..` written.
  if (node.isDirectory && from.directory !== to.directory)
    check(mayAccess(identity, node, MAY_WRITE), detail);
  if (replaced?.firstChild !== undefined) refuse(Errno.ENOTEMPTY, detail);
}

function walkToEnd(state: FsState, path: string): End {
  const { walker } = state;
  walker.start(path);
  walker.walkToParent();
  return {
    directory: walker.directory,
    name: walker.name,
    isName: walker.kind === "name",
    trailingSlash: walker.trailingSlash,
  };
}

function childOf(state: FsState, { directory, name }: End): Inode | undefined {
  return state.walker.lookup(directory, name, 0, name.length);
}
