import { Errno } from "../base/index.js";
import { refuse } from "./check.js";
import type { Inode, ModifyTimes } from "./inode.js";
import { isDir, S_ISGID, S_IXGRP } from "./mode.js";
import { pathOf } from "./mount.js";
import { isMember, isPrivileged } from "./permissions.js";
import type { FsState } from "./state.js";

/**
 * Makes a node and gives it a name. In a directory with the set-group-id bit it inherits the group, a directory also
 * the bit.
 *
 * @param mode - type and permission bits
 * @throws FsError `EINVAL` for a name that no C string can hold
 */
export function addNode(state: FsState, directory: Inode, name: string, mode: number, rdev = 0): Inode {
  if (name.includes("\0")) refuse(Errno.EINVAL, "a name with a zero character");
  state.clock.read();
  const inherits = (directory.mode & S_ISGID) !== 0;
  const gid = inherits ? directory.gid : state.identity.gid;
  const node = state.createInode(
    directory.mount,
    inherits ? inheritedMode(state, mode, gid) : mode,
    gid,
    rdev,
  );
  attach(state, directory, name, node);
  directory.stampModify(state.clock);
  return node;
}

/** A node that an action made, and what undoing it needs: the times that its directory had before. */
export interface Made {
  readonly node: Inode;
  readonly times: ModifyTimes;
}

/** Makes a node like {@link addNode}, for an action that may still fail. */
export function addUndoably(state: FsState, directory: Inode, name: string, mode: number): Made {
  const times = directory.modifyTimes();
  return { node: addNode(state, directory, name, mode), times };
}

/** Makes as if a node had never been made. */
export function undo(state: FsState, { node, times }: Made): void {
  detach(state, node);
  node.removed = true;
  node.parent.restoreTimes(times);
}

/** Takes a node's name away and stamps it and its directory. */
export function removeNode(state: FsState, node: Inode): void {
  const path = state.observers.any ? pathOf(node) : "";
  const directory = node.parent;
  state.clock.read();
  detach(state, node);
  node.removed = true;
  node.stampChange(state.clock);
  directory.stampModify(state.clock);
  if (state.observers.any) state.observers.deleted(path);
}

/** Gives a node another name, perhaps in another directory, and stamps what a rename stamps. */
export function moveNode(state: FsState, node: Inode, directory: Inode, name: string): void {
  const oldDirectory = node.parent;
  state.clock.read();
  detach(state, node);
  attach(state, directory, name, node);
  oldDirectory.stampModify(state.clock);
  directory.stampModify(state.clock);
  node.stampChange(state.clock);
}

/** Is `node` the directory `ancestor`, or somewhere below it on the same mount? */
export function isWithin(node: Inode, ancestor: Inode): boolean {
  let current = node;
  while (current !== ancestor && current.parent !== current) current = current.parent;
  return current === ancestor;
}

function attach(state: FsState, directory: Inode, name: string, node: Inode): void {
  node.name = name;
  directory.appendChild(node);
  state.names.insert(node);
}

function detach(state: FsState, node: Inode): void {
  state.names.remove(node);
  node.parent.detachChild(node);
}

/** An executable file loses the set-group-id bit when its maker is not in the inherited group. */
function inheritedMode(state: FsState, mode: number, gid: number): number {
  if (isDir(mode)) return mode | S_ISGID;
  const trusted = isPrivileged(state.identity) || isMember(state.identity, gid);
  return (mode & S_IXGRP) !== 0 && !trusted ? mode & ~S_ISGID : mode;
}
