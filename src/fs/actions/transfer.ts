import { Errno } from "../../base/index.js";
import { checkRange, refuse } from "../check.js";
import { asHost } from "../devices/byte-device.js";
import type { Device } from "../devices/device.js";
import type { Inode } from "../inode.js";
import { pathOf } from "../mount.js";
import { O_APPEND } from "../open-flags.js";
import { modeAfterWrite } from "../permissions.js";
import type { FsState } from "../state.js";
import type { Stream } from "../stream.js";
import { checkOpen, deviceOf } from "./streams.js";

/**
 * Reads from a stream: at `position`, or where the stream stands, which then moves.
 *
 * @returns bytes read; 0 at the end of the file
 * @throws FsError `EBADF` when not open for reading, `EISDIR`, `EINVAL`, `ESPIPE`; RangeError for a range outside the
 * buffer
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/read.html
 */
export function read(
  state: FsState,
  stream: Stream,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number | undefined,
): number {
  checkTransfer(state, stream, buffer, offset, length, position);
  const { file } = stream;
  if (!file.readable) refuse(Errno.EBADF, `descriptor ${stream.fd}`);
  const { node } = file;
  if (node.isDirectory) refuse(Errno.EISDIR, `descriptor ${stream.fd}`);
  if (node.content === undefined) {
    const device = requireDevice(state, stream, position);
    const count = asHost(() => device.read?.(stream, buffer, offset, length));
    return count ?? refuse(Errno.EINVAL, `descriptor ${stream.fd}`);
  }
  const count = node.content.read(buffer, offset, length, position ?? file.position);
  node.stampAccess(state.clock);
  if (position === undefined) file.position += count;
  return count;
}

/**
 * Writes to a stream: at `position`, or where the stream stands, which then moves. With O_APPEND it writes at the end
 * either way, as Linux does. All bytes are written or none.
 *
 * @returns bytes written
 * @throws FsError `EBADF` when not open for writing, `EINVAL`, `ESPIPE`, `EFBIG`, `ENOSPC` when memory is used up;
 * RangeError for a range outside the buffer
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/write.html
 */
export function write(
  state: FsState,
  stream: Stream,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number | undefined,
): number {
  checkTransfer(state, stream, buffer, offset, length, position);
  const { file } = stream;
  if (!file.writable) refuse(Errno.EBADF, `descriptor ${stream.fd}`);
  const { node } = file;
  const { content } = node;
  if (content === undefined) {
    const device = requireDevice(state, stream, position);
    const count = asHost(() => device.write?.(stream, buffer, offset, length));
    return count ?? refuse(Errno.EINVAL, `descriptor ${stream.fd}`);
  }
  if (length === 0) return 0;
  const start = file.flags & O_APPEND ? content.size : (position ?? file.position);
  if (start + length > Number.MAX_SAFE_INTEGER) refuse(Errno.EFBIG, `descriptor ${stream.fd}`);
  writeContent(state, node, buffer, offset, length, start);
  if (position === undefined) file.position = start + length;
  return length;
}

/** Writes to a regular file, whoever has it open, and stamps it as written. */
export function writeContent(
  state: FsState,
  node: Inode,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
): void {
  node.content!.write(buffer, offset, length, position);
  node.mode = modeAfterWrite(state.identity, node);
  state.clock.read();
  node.stampModify(state.clock);
  if (state.observers.any) state.observers.written(pathOf(node), position, length);
}

function checkTransfer(
  state: FsState,
  stream: Stream,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number | undefined,
): void {
  checkRange(buffer, offset, length);
  checkOpen(state, stream);
  if (position !== undefined && !(position >= 0 && Number.isSafeInteger(position))) {
    refuse(Errno.EINVAL, `position ${position} of descriptor ${stream.fd}`);
  }
}

function requireDevice(state: FsState, stream: Stream, position: number | undefined): Device {
  const device = deviceOf(state, stream) ?? refuse(Errno.ENXIO, `descriptor ${stream.fd}`);
  if (position !== undefined && !device.seekable) refuse(Errno.ESPIPE, `descriptor ${stream.fd}`);
  return device;
}
