import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import type { TimeChange } from "../file-system.js";
import type { Inode } from "../inode.js";
import { MAY_WRITE } from "../mode.js";
import { isOwner, mayAccess } from "../permissions.js";
import type { FsState } from "../state.js";
import { readOnlyVerdict } from "./read-only.js";

const NANOSECONDS_PER_SECOND = 1e9;

/** Are both times left as they are? Then nothing is checked, not even the path. */
export function changesNothing(atime: TimeChange, mtime: TimeChange): boolean {
  return atime === "omit" && mtime === "omit";
}

/**
 * Checks the times that utimensat is given.
 *
 * @throws FsError `EINVAL` for nanoseconds out of range
 */
export function checkTimes(atime: TimeChange, mtime: TimeChange): void {
  for (const time of [atime, mtime]) {
    if (typeof time === "string") continue;
    const valid =
      Number.isSafeInteger(time.seconds) &&
      time.nanoseconds >= 0 &&
      time.nanoseconds < NANOSECONDS_PER_SECOND;
    if (!valid) refuse(Errno.EINVAL, `${time.seconds} s ${time.nanoseconds} ns`);
  }
}

/**
 * Sets access and modification time.
 *
 * @throws FsError `EPERM` unless the owner asks; for two times of `"now"` who may write is enough, else `EACCES`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/futimens.html
 */
export function changeTimes(
  state: FsState,
  node: Inode,
  atime: TimeChange,
  mtime: TimeChange,
  detail: string,
): void {
  const { clock, identity } = state;
  check(readOnlyVerdict(node), detail);
  if (!isOwner(identity, node)) {
    if (atime !== "now" || mtime !== "now") refuse(Errno.EPERM, detail);
    check(mayAccess(identity, node, MAY_WRITE), detail);
  }
  clock.read();
  if (atime !== "omit") {
    const time = atime === "now" ? clock : atime;
    node.accessSeconds = time.seconds;
    node.accessNanoseconds = time.nanoseconds;
  }
  if (mtime !== "omit") {
    const time = mtime === "now" ? clock : mtime;
    node.modifySeconds = time.seconds;
    node.modifyNanoseconds = time.nanoseconds;
  }
  node.stampChange(clock);
}
