import { Errno, FsError } from "../../base/index.js";
import { refuse } from "../check.js";
import { BLOCK_SIZE } from "../limits.js";
import type { FsState } from "../state.js";
import type { Stream } from "../stream.js";
import { checkUsable } from "./streams.js";
import { writeContent } from "./transfer.js";

/** Protections and kinds of a mapping. */
export const PROT_READ = 1;
export const PROT_WRITE = 2;
export const MAP_SHARED = 1;
export const MAP_PRIVATE = 2;
/** Mask of the kind in mmap's flags. */
export const MAP_TYPE = 0xf;

/**
 * Maps a file: gives a copy, which {@link msync} writes back.
 *
 * @param position - where in the file the copy starts; a multiple of 4,096
 * @param prot - an or of PROT_ constants
 * @param flags - MAP_SHARED or MAP_PRIVATE
 * @returns `length` bytes, zeros past the end of the file
 * @throws FsError `EINVAL`, `EACCES` when the stream's access mode does not allow it, `ENODEV` for what is no regular
 * file, `ENOMEM`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/mmap.html
 */
export function mmap(
  state: FsState,
  stream: Stream,
  length: number,
  position: number,
  prot: number,
  flags: number,
): Uint8Array<ArrayBuffer> {
  checkUsable(state, stream);
  const detail = `descriptor ${stream.fd}`;
  const kind = flags & MAP_TYPE;
  if (!(length > 0) || !(position >= 0) || position % BLOCK_SIZE !== 0) refuse(Errno.EINVAL, detail);
  if (kind !== MAP_SHARED && kind !== MAP_PRIVATE) refuse(Errno.EINVAL, detail);
  const writesBack = kind === MAP_SHARED && (prot & PROT_WRITE) !== 0;
  if (!stream.readable || (writesBack && !stream.writable)) refuse(Errno.EACCES, detail);
  const { content } = stream.node;
  if (content === undefined) refuse(Errno.ENODEV, detail);
  const bytes = allocateBytes(length, detail);
  content.read(bytes, 0, length, position);
  stream.node.stampAccess(state.clock);
  return bytes;
}

/**
 * Writes the bytes of a shared, writable mapping back. A mapping outlives its descriptor, so the stream may be closed.
 *
 * @param position - where in the file the bytes belong; what lies past its end is dropped
 * @param flags - those that mmap was given; a private mapping writes nothing
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/msync.html
 */
export function msync(
  state: FsState,
  stream: Stream,
  bytes: Uint8Array,
  position: number,
  flags: number,
): void {
  if ((flags & MAP_TYPE) === MAP_PRIVATE || !stream.writable) return;
  const { node } = stream;
  const { content } = node;
  if (content === undefined) refuse(Errno.ENODEV, `descriptor ${stream.fd}`);
  const count = Math.min(bytes.length, content.size - position);
  if (count <= 0) return;
  writeContent(state, node, bytes, 0, count, position);
}

function allocateBytes(length: number, detail: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch (error) {
    throw new FsError(Errno.ENOMEM, detail, { cause: error });
  }
}
