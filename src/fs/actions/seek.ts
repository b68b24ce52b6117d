import { Errno } from "../../base/index.js";
import { refuse } from "../check.js";
import { asHost } from "../devices/byte-device.js";
import type { Whence } from "../file-system.js";
import { modeAfterWrite } from "../permissions.js";
import type { FsState } from "../state.js";
import type { Stream } from "../stream.js";
import { checkUsable, deviceOf } from "./streams.js";
import { setSize } from "./truncate.js";

/** Whence of llseek. */
export const SEEK_SET = 0;
export const SEEK_CUR = 1;
export const SEEK_END = 2;

/**
 * Moves a stream's position, also past the end of the file. A seekable device stays at 0.
 *
 * @returns the new position
 * @throws FsError `EINVAL` for an unknown whence or a position below 0, `EOVERFLOW`, `ESPIPE`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/lseek.html
 */
export function llseek(state: FsState, stream: Stream, offset: number, whence: Whence): number {
  checkUsable(state, stream);
  const detail = `descriptor ${stream.fd}`;
  const { content, isDirectory } = stream.node;
  if (content === undefined && !isDirectory) {
    if (!deviceOf(state, stream)?.seekable) refuse(Errno.ESPIPE, detail);
    return 0;
  }
  if (whence !== SEEK_SET && whence !== SEEK_CUR && whence !== SEEK_END) refuse(Errno.EINVAL, detail);
  const base = whence === SEEK_SET ? 0 : whence === SEEK_CUR ? stream.position : (content?.size ?? 0);
  const position = base + offset;
  if (position > Number.MAX_SAFE_INTEGER) refuse(Errno.EOVERFLOW, detail);
  if (!(position >= 0) || !Number.isInteger(position)) refuse(Errno.EINVAL, detail);
  stream.position = position;
  return position;
}

/**
 * Makes sure that a file has at least `offset + length` bytes.
 *
 * @throws FsError `EBADF` when not open for writing, `EINVAL`, `EFBIG`, `ENODEV` for what is no regular file
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_fallocate.html
 */
export function allocate(state: FsState, stream: Stream, offset: number, length: number): void {
  checkUsable(state, stream);
  const detail = `descriptor ${stream.fd}`;
  if (!(offset >= 0) || !(length > 0)) refuse(Errno.EINVAL, detail);
  if (!stream.writable) refuse(Errno.EBADF, detail);
  const { node } = stream;
  if (node.content === undefined) refuse(Errno.ENODEV, detail);
  if (offset + length > Number.MAX_SAFE_INTEGER) refuse(Errno.EFBIG, detail);
  if (offset + length > node.content.size) setSize(state, node, offset + length);
  else node.mode = modeAfterWrite(state.identity, node);
}

/**
 * Flushes a stream. Memory needs none, so this reaches devices only.
 *
 * @throws FsError `EINVAL` for a device that cannot
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/fsync.html
 */
export function sync(state: FsState, stream: Stream): void {
  checkUsable(state, stream);
  if (stream.node.content !== undefined || stream.node.isDirectory) return;
  const device = deviceOf(state, stream);
  if (device?.sync === undefined) refuse(Errno.EINVAL, `descriptor ${stream.fd}`);
  asHost(() => device.sync?.(stream));
}

/**
 * Controls a device.
 *
 * @throws FsError `ENOTTY` for what is no device or one without controls, `EINVAL` for a request that it does not know
 * @see https://man7.org/linux/man-pages/man2/ioctl.2.html
 */
export function ioctl(state: FsState, stream: Stream, request: number, argument: unknown): unknown {
  checkUsable(state, stream);
  const device = deviceOf(state, stream);
  if (device?.ioctl === undefined) refuse(Errno.ENOTTY, `descriptor ${stream.fd}`);
  return asHost(() => device.ioctl?.(stream, request, argument));
}
