import { Errno } from "../../base/index.js";
import { check, checkSize, refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { MAY_WRITE } from "../mode.js";
import { pathOf } from "../mount.js";
import { mayAccess, modeAfterWrite } from "../permissions.js";
import type { FsState } from "../state.js";
import type { Stream } from "../stream.js";
import { checkUsable } from "./streams.js";

/**
 * Sets a file's size by path. Times move only when the size does.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/truncate.html
 */
export function truncate(state: FsState, path: string, length: number): void {
  checkSize(length, path);
  const node = state.walker.resolve(path, true);
  if (node.isDirectory) refuse(Errno.EISDIR, path);
  if (node.content === undefined) refuse(Errno.EINVAL, path);
  check(mayAccess(state.identity, node, MAY_WRITE), path);
  if (length !== node.content.size) setSize(state, node, length);
}

/**
 * Sets a file's size by descriptor.
 *
 * @throws FsError `EINVAL` for what is no regular file or not open for writing
 */
export function ftruncate(state: FsState, stream: Stream, length: number): void {
  checkSize(length, `descriptor ${stream.fd}`);
  checkUsable(state, stream);
  if (!stream.writable || stream.node.content === undefined) refuse(Errno.EINVAL, `descriptor ${stream.fd}`);
  setSize(state, stream.node, length);
}

/** Sets the size of a regular file, and stamps it as written. */
export function setSize(state: FsState, node: Inode, size: number): void {
  node.content!.truncate(size);
  node.mode = modeAfterWrite(state.identity, node);
  state.clock.read();
  node.stampModify(state.clock);
  if (state.observers.any) state.observers.truncated(pathOf(node), size);
}
