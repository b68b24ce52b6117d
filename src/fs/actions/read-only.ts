import { Errno } from "../../base/index.js";
import type { Inode } from "../inode.js";
import type { Verdict } from "../permissions.js";

/** `EROFS` for a node whose metadata cannot change because its mount is read-only. */
export function readOnlyVerdict(node: Inode): Verdict {
  return node.mount.readOnly ? Errno.EROFS : 0;
}
