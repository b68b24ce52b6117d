import { Errno } from "../../base/index.js";
import { check, refuse } from "../check.js";
import { asHost } from "../devices/byte-device.js";
import type { Inode } from "../inode.js";
import { isBlkdev, isChrdev, isLink, PERMISSION_MASK, S_IFREG } from "../mode.js";
import { pathOf, throughMounts } from "../mount.js";
import {
  O_CLOEXEC,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOCTTY,
  O_NOFOLLOW,
  O_PATH,
  O_TRUNC,
} from "../open-flags.js";
import { mayCreate, mayOpen } from "../permissions.js";
import type { FsState } from "../state.js";
import { OpenFile, Stream } from "../stream.js";
import { addUndoably, type Made } from "../tree.js";
import { setSize } from "./truncate.js";

/** All that counts beside O_PATH. */
const PATH_ONLY_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
/** Flags that concern the opening itself and are not kept. */
const OPENING_FLAGS = O_CREAT | O_EXCL | O_TRUNC | O_NOCTTY | O_CLOEXEC;

/**
 * Opens a file, directory or device, making the file with O_CREAT.
 *
 * @param flags - an or of O_ constants
 * @param mode - permissions of a file that is made
 * @throws FsError `EINVAL` for O_CREAT with O_DIRECTORY, `EMFILE`, `EEXIST` with O_EXCL, `ELOOP` for a link with
 * O_NOFOLLOW, `EISDIR`, `ENOTDIR`, `EACCES`, `ENXIO` for a device, FIFO or socket without anything behind it
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/open.html
 */
export function open(state: FsState, path: string, flags: number, mode: number): Stream {
  return openOrCreate(state, path, flags, mode).stream;
}

/** A stream, and the file where opening made it. */
export interface Opened {
  readonly stream: Stream;
  readonly made: Made | undefined;
}

/** Opens like {@link open}, and tells whether the file was made, so that it can be undone. */
export function openOrCreate(state: FsState, path: string, flags: number, mode: number): Opened {
  const kept = flags & O_PATH ? flags & PATH_ONLY_FLAGS : flags;
  if ((kept & (O_CREAT | O_DIRECTORY)) === (O_CREAT | O_DIRECTORY)) refuse(Errno.EINVAL, path);
  state.walker.start(path);
  const fd = state.descriptors.lowestFree();
  const existing = findToOpen(state, path, kept);
  if (existing !== undefined) checkOpening(state, existing, kept, path);
  const made = existing === undefined ? createFile(state, mode, path) : undefined;
  const node = existing ?? made!.node;

  const stream = new Stream(fd, new OpenFile(node, kept & ~OPENING_FLAGS), (kept & O_CLOEXEC) !== 0);
  if (!(kept & O_PATH)) openDevice(state, node, stream, path);
  if (existing?.content !== undefined && kept & O_TRUNC) setSize(state, existing, 0);
  state.descriptors.add(stream);
  if (state.observers.any) state.observers.opened(pathOf(node), flags);
  return { stream, made };
}

/** Finds the node to open; `undefined` where it is to be made at the walker's last component. */
function findToOpen(state: FsState, path: string, flags: number): Inode | undefined {
  const { walker } = state;
  const create = (flags & O_CREAT) !== 0;
  const follow = !(flags & O_NOFOLLOW) && !(create && flags & O_EXCL);
  for (;;) {
    walker.walkToParent();
    if (walker.kind !== "name") return walker.dotDirectory();
    if (create && walker.trailingSlash) refuse(Errno.EISDIR, path);
    const node = walker.child();
    if (node === undefined) {
      if (create) return undefined;
      refuse(Errno.ENOENT, path);
    }
    if (isLink(node.mode) && (follow || walker.trailingSlash)) {
      walker.follow(node);
      continue;
    }
    if (walker.trailingSlash && !node.isDirectory) refuse(Errno.ENOTDIR, path);
    return throughMounts(node);
  }
}

function checkOpening(state: FsState, node: Inode, flags: number, path: string): void {
  if (flags & O_CREAT) {
    if (flags & O_EXCL) refuse(Errno.EEXIST, path);
    if (node.isDirectory) refuse(Errno.EISDIR, path);
  }
  if (!(flags & O_PATH)) check(mayOpen(state.identity, node, flags), path);
  else if (flags & O_DIRECTORY && !node.isDirectory) refuse(Errno.ENOTDIR, path);
}

function createFile(state: FsState, mode: number, path: string): Made {
  const { walker } = state;
  check(mayCreate(state.identity, walker.directory), path);
  return addUndoably(state, walker.directory, walker.name, S_IFREG | (mode & PERMISSION_MASK));
}

function openDevice(state: FsState, node: Inode, stream: Stream, path: string): void {
  if (node.content !== undefined || node.isDirectory) return;
  const isDevice = isChrdev(node.mode) || isBlkdev(node.mode);
  const device = isDevice ? state.devices.get(node.rdev) : undefined;
  if (device === undefined) refuse(Errno.ENXIO, path);
  asHost(() => device.open?.(stream));
}
