import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { isOwner, permittedMode } from "../permissions.js";
import type { FsState } from "../state.js";
import { readOnlyVerdict } from "./read-only.js";

/**
 * Changes permissions; the type bits of `mode` are ignored.
 *
 * @throws FsError `EPERM` unless the owner or user 0 asks, `EROFS`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/chmod.html
 */
export function changeMode(state: FsState, node: Inode, mode: number, detail: string): void {
  check(readOnlyVerdict(node), detail);
  if (!isOwner(state.identity, node)) refuse(Errno.EPERM, detail);
  node.mode = permittedMode(state.identity, node, mode);
  state.clock.read();
  node.stampChange(state.clock);
}
