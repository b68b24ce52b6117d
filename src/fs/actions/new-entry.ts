import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { mayCreate } from "../permissions.js";
import type { FsState } from "../state.js";

/** A name that is free to be made. */
export interface NewEntry {
  readonly directory: Inode;
  readonly name: string;
}

/**
 * Walks to where a new name belongs and checks that it may be made there.
 *
 * @param forDirectory - a directory's path may end in slashes, another's is `ENOENT` with them
 * @throws FsError `EEXIST`, or what the walk and the permissions say
 */
export function newEntry(state: FsState, path: string, forDirectory: boolean): NewEntry {
  const { walker } = state;
  walker.start(path);
  walker.walkToParent();
  if (walker.kind !== "name" || walker.child() !== undefined) refuse(Errno.EEXIST, path);
  if (walker.trailingSlash && !forDirectory) refuse(Errno.ENOENT, path);
  check(mayCreate(state.identity, walker.directory), path);
  return { directory: walker.directory, name: walker.name };
}
