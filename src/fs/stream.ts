import type { Inode } from "./inode.js";
import { pathOf } from "./mount.js";
import { O_ACCMODE, O_NONBLOCK, O_PATH, SETTABLE_STATUS_FLAGS } from "./open-flags.js";

/** What duplicated descriptors share: POSIX calls it the open file description. */
export class OpenFile {
  readonly node: Inode;
  readonly readable: boolean;
  readonly writable: boolean;
  flags: number;
  position = 0;
  /** Descriptors that share it. */
  references = 0;

  /** @param flags - an or of O_ constants */
  constructor(node: Inode, flags: number) {
    this.node = node;
    this.flags = flags;
    // Access mode 3 opens for neither, as on Linux; one more than the mode has a bit for each right.
    const rights = flags & O_PATH ? 0 : (flags & O_ACCMODE) + 1;
    this.readable = (rights & 1) !== 0;
    this.writable = (rights & 2) !== 0;
  }
}

/** One open descriptor. */
export class Stream {
  readonly fd: number;
  readonly file: OpenFile;
  /** FD_CLOEXEC: belongs to the descriptor, so a duplicate has its own. */
  closeOnExec: boolean;

  constructor(fd: number, file: OpenFile, closeOnExec: boolean) {
    this.fd = fd;
    this.file = file;
    this.closeOnExec = closeOnExec;
  }

  get node(): Inode {
    return this.file.node;
  }

  /** Absolute path of the open file now; of a removed one, where it was. */
  get path(): string {
    return pathOf(this.file.node);
  }

  /** Access mode and status flags, shared with duplicates. */
  get flags(): number {
    return this.file.flags;
  }

  /** Position in bytes, shared with duplicates. */
  get position(): number {
    return this.file.position;
  }

  set position(position: number) {
    this.file.position = position;
  }

  get readable(): boolean {
    return this.file.readable;
  }

  get writable(): boolean {
    return this.file.writable;
  }

  /** fcntl's F_SETFL: takes O_APPEND and O_NONBLOCK from `flags`, ignores the rest. */
  setStatusFlags(flags: number): void {
    this.file.flags = (this.file.flags & ~SETTABLE_STATUS_FLAGS) | (flags & SETTABLE_STATUS_FLAGS);
  }

  /** ioctl's FIONBIO: sets or clears O_NONBLOCK. */
  setNonBlocking(nonBlocking: boolean): void {
    this.setStatusFlags(nonBlocking ? this.flags | O_NONBLOCK : this.flags & ~O_NONBLOCK);
  }
}
