import { Errno, FsError } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { Lookup, LookupOptions, PathAnalysis } from "../file-system.js";
import type { Inode } from "../inode.js";
import { pathOf } from "../mount.js";
import { mayLookup } from "../permissions.js";
import type { FsState } from "../state.js";

/** Walks a path to its node, or with `parent` to the directory that holds its last component. */
export function lookupPath(state: FsState, path: string, options: LookupOptions = {}): Lookup {
  const { parent = false, follow = true, followMount = true } = options;
  const { walker } = state;
  let node: Inode;
  if (parent) {
    walker.start(path);
    walker.walkToParent();
    node = walker.directory;
  } else node = walker.resolve(path, follow, followMount);
  return { path: pathOf(node), node };
}

/**
 * Finds a name in a directory.
 *
 * @throws FsError `ENOTDIR`, `EACCES`, `ENOENT`, `ENAMETOOLONG`
 */
export function lookup(state: FsState, directory: Inode, name: string): Inode {
  if (!directory.isDirectory) refuse(Errno.ENOTDIR, name);
  check(mayLookup(state.identity, directory), name);
  return state.walker.lookup(directory, name, 0, name.length) ?? refuse(Errno.ENOENT, name);
}

/** Tells which part of a path exists; what the walk throws is part of the answer. */
export function analyzePath(state: FsState, path: string, follow: boolean): PathAnalysis {
  const target = attempt(() => lookupPath(state, path, { follow }));
  const above = attempt(() => {
    const found = lookupPath(state, path, { parent: true });
    return { ...found, name: state.walker.name || "/" };
  });
  const node = target.value?.node;
  return {
    isRoot: node === state.root,
    exists: node !== undefined,
    error: target.error,
    name: above.value?.name,
    path: target.value?.path,
    node,
    parentExists: above.value !== undefined,
    parentPath: above.value?.path,
    parentNode: above.value?.node,
  };
}

/** Makes a directory the current one. */
export function chdir(state: FsState, path: string): void {
  const directory = state.walker.resolve(path, true);
  if (!directory.isDirectory) refuse(Errno.ENOTDIR, path);
  check(mayLookup(state.identity, directory), path);
  state.workingDirectory = directory;
}

/** Absolute path of the current directory, `ENOENT` when it was removed. */
export function cwd(state: FsState): string {
  if (state.workingDirectory.removed) refuse(Errno.ENOENT, "the current directory");
  return pathOf(state.workingDirectory);
}

function attempt<Value>(call: () => Value): { value?: Value; error: FsError | undefined } {
  try {
    return { value: call(), error: undefined };
  } catch (error) {
    if (error instanceof FsError) return { error };
    throw error;
  }
}
