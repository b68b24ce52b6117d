import type { Clock } from "./clock.js";
import type { FileContent } from "./content/file-content.js";
import { isDir } from "./mode.js";
import type { Mount } from "./mount.js";

/** mtime and ctime of a node, to be restored when an action fails. */
export interface ModifyTimes {
  readonly modifySeconds: number;
  readonly modifyNanoseconds: number;
  readonly changeSeconds: number;
  readonly changeNanoseconds: number;
}

/** What a new {@link Inode} starts with. */
export interface InodeInit {
  readonly id: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly rdev: number;
}

/**
 * A file, directory, symbolic link or device. It has at most one name (there are no hard links), so it knows its parent
 * and name; it lives on without them while streams are open on it.
 *
 * Times are pairs of whole seconds and nanoseconds.
 */
export class Inode {
  // What a look-up reads stands first, in one or two cache lines: among many nodes the cost is waiting for memory.
  /** Owned by the name table. */
  nameHash = 0;
  nextInBucket: Inode | undefined = undefined;
  /** The directory that holds it; a root is its own parent. */
  parent: Inode = this;
  name = "";
  /** Type and permission bits. */
  mode = 0;
  /** What is mounted on this directory. */
  mounted: Mount | undefined = undefined;
  /** Unique in its filesystem, never used again. */
  readonly id: number;
  readonly mount: Mount;

  uid = 0;
  gid = 0;
  /** Device number of a character or block device, else 0. */
  readonly rdev: number;

  /** No name leads here any more. */
  removed = false;

  /** Bytes of a regular file. */
  content: FileContent | undefined = undefined;
  /** Target of a symbolic link. */
  target = "";

  /** Children of a directory: a list in order of creation, linked through the children themselves. */
  firstChild: Inode | undefined = undefined;
  lastChild: Inode | undefined = undefined;
  previousSibling: Inode | undefined = undefined;
  nextSibling: Inode | undefined = undefined;
  childDirectories = 0;

  accessSeconds = 0;
  accessNanoseconds = 0;
  modifySeconds = 0;
  modifyNanoseconds = 0;
  changeSeconds = 0;
  changeNanoseconds = 0;

  /** @param clock - its last reading becomes all three times */
  constructor(init: InodeInit, mount: Mount, clock: Clock) {
    this.id = init.id;
    this.mount = mount;
    this.mode = init.mode;
    this.uid = init.uid;
    this.gid = init.gid;
    this.rdev = init.rdev;
    this.accessSeconds = this.modifySeconds = this.changeSeconds = clock.seconds;
    this.accessNanoseconds = this.modifyNanoseconds = this.changeNanoseconds = clock.nanoseconds;
  }

  get isDirectory(): boolean {
    return isDir(this.mode);
  }

  /** What stat reports as nlink. */
  get linkCount(): number {
    if (this.removed) return 0;
    return this.isDirectory ? 2 + this.childDirectories : 1;
  }

  /** Stamps ctime with the clock's last reading. */
  stampChange(clock: Clock): void {
    this.changeSeconds = clock.seconds;
    this.changeNanoseconds = clock.nanoseconds;
  }

  /** Stamps mtime and ctime with the clock's last reading. */
  stampModify(clock: Clock): void {
    this.modifySeconds = clock.seconds;
    this.modifyNanoseconds = clock.nanoseconds;
    this.stampChange(clock);
  }

  /** Sets mtime and ctime back to what {@link modifyTimes} gave. */
  restoreTimes(times: ModifyTimes): void {
    this.modifySeconds = times.modifySeconds;
    this.modifyNanoseconds = times.modifyNanoseconds;
    this.changeSeconds = times.changeSeconds;
    this.changeNanoseconds = times.changeNanoseconds;
  }

  /** mtime and ctime as they are now. */
  modifyTimes(): ModifyTimes {
    const { modifySeconds, modifyNanoseconds, changeSeconds, changeNanoseconds } = this;
    return { modifySeconds, modifyNanoseconds, changeSeconds, changeNanoseconds };
  }

  /**
   * Stamps atime as Linux's relatime does: only where it is not newer than mtime and ctime. So a run of reads stamps
   * once, and does not even look at the clock; for that, relatime's second rule, once a day, is left out.
   */
  stampAccess(clock: Clock): void {
    if (
      isLater(this, this.modifySeconds, this.modifyNanoseconds) &&
      isLater(this, this.changeSeconds, this.changeNanoseconds)
    ) {
      return;
    }
    clock.read();
    this.accessSeconds = clock.seconds;
    this.accessNanoseconds = clock.nanoseconds;
  }

  /** Hangs a child at the end of this directory's list. */
  appendChild(child: Inode): void {
    child.parent = this;
    child.previousSibling = this.lastChild;
    child.nextSibling = undefined;
    if (this.lastChild === undefined) this.firstChild = child;
    else this.lastChild.nextSibling = child;
    this.lastChild = child;
    if (child.isDirectory) this.childDirectories++;
  }

  /** Takes a child out of this directory's list; the child still remembers its parent. */
  detachChild(child: Inode): void {
    if (child.previousSibling === undefined) this.firstChild = child.nextSibling;
    else child.previousSibling.nextSibling = child.nextSibling;
    if (child.nextSibling === undefined) this.lastChild = child.previousSibling;
    else child.nextSibling.previousSibling = child.previousSibling;
    child.previousSibling = child.nextSibling = undefined;
    if (child.isDirectory) this.childDirectories--;
  }
}

function isLater(node: Inode, seconds: number, nanoseconds: number): boolean {
  return (
    node.accessSeconds > seconds || (node.accessSeconds === seconds && node.accessNanoseconds > nanoseconds)
  );
}
