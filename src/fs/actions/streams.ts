import { Errno, FsError } from "../../base/index.js";
import { refuse } from "../check.js";
import { asHost } from "../devices/byte-device.js";
import type { Device } from "../devices/device.js";
import { MAX_OPEN_FDS } from "../limits.js";
import { O_PATH } from "../open-flags.js";
import type { FsState } from "../state.js";
import { Stream } from "../stream.js";

/** The open stream of a descriptor, `EBADF` where there is none. */
export function getStream(state: FsState, fd: number): Stream {
  return state.descriptors.get(fd) ?? refuse(Errno.EBADF, `descriptor ${fd}`);
}

/** Checks that a stream has not been closed. */
export function checkOpen(state: FsState, stream: Stream): void {
  if (state.descriptors.get(stream.fd) !== stream) refuse(Errno.EBADF, `descriptor ${stream.fd}`);
}

/** Checks that a stream is open and not only a reference to a path (O_PATH). */
export function checkUsable(state: FsState, stream: Stream): void {
  checkOpen(state, stream);
  if (stream.flags & O_PATH) refuse(Errno.EBADF, `descriptor ${stream.fd}`);
}

/** The device behind a stream, `undefined` where it is none. */
export function deviceOf(state: FsState, stream: Stream): Device | undefined {
  return stream.node.rdev === 0 ? undefined : state.devices.get(stream.node.rdev);
}

/** Closes a stream; its device hears of it when no duplicate is left. */
export function close(state: FsState, stream: Stream): void {
  checkOpen(state, stream);
  state.descriptors.remove(stream);
  if (stream.file.references === 0) asHost(() => deviceOf(state, stream)?.close?.(stream));
}

/**
 * Duplicates a stream onto the lowest free descriptor at or above `minimum`.
 *
 * @throws FsError `EINVAL` for a minimum that is no descriptor, `EMFILE`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup.html
 */
export function dup(state: FsState, stream: Stream, minimum: number): Stream {
  checkOpen(state, stream);
  if (!(minimum >= 0 && minimum < MAX_OPEN_FDS)) refuse(Errno.EINVAL, `descriptor ${minimum}`);
  return duplicateAt(state, stream, state.descriptors.lowestFree(minimum));
}

/** Duplicates a stream onto a given descriptor, which is closed first; onto itself it does nothing. */
export function dup2(state: FsState, stream: Stream, fd: number): Stream {
  checkOpen(state, stream);
  if (!(Number.isInteger(fd) && fd >= 0 && fd < MAX_OPEN_FDS)) refuse(Errno.EBADF, `descriptor ${fd}`);
  if (fd === stream.fd) return stream;
  const previous = state.descriptors.get(fd);
  if (previous !== undefined) closeQuietly(state, previous);
  return duplicateAt(state, stream, fd);
}

/** Closes a stream; what its device makes of that is nobody's business, as in dup2. */
function closeQuietly(state: FsState, stream: Stream): void {
  try {
    close(state, stream);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
  }
}

function duplicateAt(state: FsState, stream: Stream, fd: number): Stream {
  const duplicate = new Stream(fd, stream.file, false);
  state.descriptors.add(duplicate);
  return duplicate;
}
