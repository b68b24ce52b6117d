import { decodeUtf8, encodeUtf8 } from "../../base/index.js";
import { LazyContent } from "../content/lazy-content.js";
import { type ByteInput, type ByteOutput, createByteDevice } from "../devices/byte-device.js";
import type { Inode } from "../inode.js";
import { DEFAULT_DIRECTORY_MODE, DEFAULT_FILE_MODE, S_IFREG } from "../mode.js";
import { pathOf } from "../mount.js";
import { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_TRUNC, O_WRONLY } from "../open-flags.js";
import { PATH } from "../path.js";
import type { FsState } from "../state.js";
import type { Stream } from "../stream.js";
import { undo } from "../tree.js";
import { mkdirTree } from "./mkdir.js";
import { mkdev, mknod } from "./mknod.js";
import { open, openOrCreate } from "./open.js";
import { close } from "./streams.js";
import { read, write } from "./transfer.js";
import { setSize } from "./truncate.js";

const CHUNK_SIZE = 65_536;

/** Reads a whole file, or a device up to its end. */
export function readFile(state: FsState, path: string): Uint8Array<ArrayBuffer> {
  const stream = open(state, path, O_RDONLY, 0);
  try {
    return stream.node.content === undefined ? readToEnd(state, stream) : readContent(state, stream);
  } finally {
    close(state, stream);
  }
}

/** Reads a whole file as UTF-8. */
export function readTextFile(state: FsState, path: string): string {
  return decodeUtf8(readFile(state, path));
}

/**
 * Writes a whole file, replacing what was there unless `flags` say otherwise. When the bytes cannot be written, a file
 * that was there keeps its own, and one that was not is gone again.
 *
 * @param data - bytes, or text to be encoded as UTF-8
 */
export function writeFile(
  state: FsState,
  path: string,
  data: string | Uint8Array,
  options: { mode?: number; flags?: number } = {},
): void {
  const { mode = DEFAULT_FILE_MODE, flags = O_WRONLY | O_CREAT | O_TRUNC } = options;
  const bytes = typeof data === "string" ? encodeUtf8(data) : data;
  // Cutting after writing instead of before keeps the old bytes until the new ones are there.
  const cutsLater = (flags & (O_TRUNC | O_APPEND)) === O_TRUNC;
  const { stream, made } = openOrCreate(state, path, cutsLater ? flags & ~O_TRUNC : flags, mode);
  try {
    write(state, stream, bytes, 0, bytes.length, undefined);
    const size = stream.node.content?.size ?? 0;
    const cuts = size > bytes.length || (size === 0 && made === undefined);
    if (cutsLater && cuts && stream.node.content !== undefined) setSize(state, stream.node, bytes.length);
  } catch (error) {
    if (made !== undefined) undo(state, made);
    throw error;
  } finally {
    close(state, stream);
  }
}

/** Makes every directory of `path` below `parent`. @returns its absolute path */
export function createPath(state: FsState, parent: string, path: string): string {
  const whole = PATH.join(parent, path);
  mkdirTree(state, whole, DEFAULT_DIRECTORY_MODE);
  return pathOf(state.walker.resolve(whole, true));
}

/** Makes a file that must not exist yet, with contents; when they cannot be written it is gone again. */
export function createDataFile(
  state: FsState,
  parent: string,
  name: string,
  data: string | Uint8Array,
  mode: number,
): Inode {
  const path = PATH.join(parent, name);
  writeFile(state, path, data, { mode, flags: O_WRONLY | O_CREAT | O_EXCL });
  return state.walker.resolve(path, true);
}

/** Makes a character device that moves its bytes through functions of the host. */
export function createDevice(
  state: FsState,
  parent: string,
  name: string,
  input: ByteInput | undefined,
  output: ByteOutput | undefined,
): Inode {
  const permissions = (input === undefined ? 0 : 0o444) | (output === undefined ? 0 : 0o222);
  const dev = state.devices.registerLocal(createByteDevice(input, output));
  return mkdev(state, PATH.join(parent, name), permissions, dev);
}

/** Makes a read-only file whose bytes are loaded when they or their number are first asked for. */
export function createLazyFile(
  state: FsState,
  parent: string,
  name: string,
  load: () => Uint8Array,
  mode: number,
): Inode {
  const node = mknod(state, PATH.join(parent, name), S_IFREG | mode, 0);
  node.content = new LazyContent(load);
  return node;
}

function readContent(state: FsState, stream: Stream): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(stream.node.content!.size);
  read(state, stream, bytes, 0, bytes.length, undefined);
  return bytes;
}

function readToEnd(state: FsState, stream: Stream): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(CHUNK_SIZE);
  let filled = 0;
  for (;;) {
    if (filled === bytes.length) bytes = grown(bytes);
    const count = read(state, stream, bytes, filled, bytes.length - filled, undefined);
    if (count === 0) return bytes.slice(0, filled);
    filled += count;
  }
}

function grown(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2);
  larger.set(bytes);
  return larger;
}
