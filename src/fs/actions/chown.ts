import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { Inode } from "../inode.js";
import { isMember, isOwner, isPrivileged, modeAfterChown, permittedMode } from "../permissions.js";
import type { FsState } from "../state.js";
import { readOnlyVerdict } from "./read-only.js";

/** The id that stands for "leave it", also as an unsigned 32-bit number. */
const UNCHANGED = -1;

/**
 * Changes owner and group. Only user 0 gives files away; the owner chooses among his own groups. Set-user-id goes, and
 * set-group-id of what the group executes.
 *
 * @param uid - new owner, -1 to leave it
 * @param gid - new group, -1 to leave it
 * @throws FsError `EPERM`, `EROFS`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/chown.html
 */
export function changeOwner(state: FsState, node: Inode, uid: number, gid: number, detail: string): void {
  check(readOnlyVerdict(node), detail);
  const { identity } = state;
  const owner = (uid | 0) === UNCHANGED ? node.uid : uid;
  const group = (gid | 0) === UNCHANGED ? node.gid : gid;
  if (!isPrivileged(identity)) {
    const owns = identity.uid === node.uid;
    if ((uid | 0) !== UNCHANGED && !(owns && owner === node.uid)) refuse(Errno.EPERM, detail);
    const ownGroup = group === node.gid || isMember(identity, group);
    if ((gid | 0) !== UNCHANGED && !(owns && ownGroup)) refuse(Errno.EPERM, detail);
  }
  const mode = modeAfterChown(identity, node);
  if (mode !== node.mode && !isOwner(identity, node)) refuse(Errno.EPERM, detail);
  if (mode !== node.mode) node.mode = permittedMode(identity, node, mode, group);
  node.uid = owner;
  node.gid = group;
  state.clock.read();
  node.stampChange(state.clock);
}
