import { utf8Length } from "../../base/index.js";
import type { Stat } from "../file-system.js";
import type { Inode } from "../inode.js";
import { BLOCK_SIZE } from "../limits.js";
import { isLink } from "../mode.js";

const STAT_BLOCK = 512;

/**
 * Describes a node.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/fstat.html
 */
export function statOf(node: Inode): Stat {
  const size = node.content?.size ?? (isLink(node.mode) ? utf8Length(node.target) : 0);
  return {
    dev: node.mount.id,
    ino: node.id,
    mode: node.mode,
    nlink: node.linkCount,
    uid: node.uid,
    gid: node.gid,
    rdev: node.rdev,
    size,
    blksize: BLOCK_SIZE,
    blocks: Math.ceil((node.content?.storedBytes ?? 0) / STAT_BLOCK),
    atime: { seconds: node.accessSeconds, nanoseconds: node.accessNanoseconds },
    mtime: { seconds: node.modifySeconds, nanoseconds: node.modifyNanoseconds },
    ctime: { seconds: node.changeSeconds, nanoseconds: node.changeNanoseconds },
  };
}
