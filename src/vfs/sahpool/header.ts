import { decodeUtf8, encodeUtf8, PoolLayout } from "../../base/index.js";
import { OpenFlag } from "../constants.js";

/*
 * The first 4,096 bytes of every pool file; the data follows.
 *
 *      0  path, UTF-8, filled up with zeros; all zeros: the file is free
 *    512  flags, u32 big-endian: SQLITE_OPEN_* of the file's kind, and 0x80 where the digest counts
 *    516  digest over bytes 0-515, two u32 little-endian
 *    524  generation, u32 little-endian (ours; the official pool neither reads nor writes it)
 *    528  zeros
 *  1,024  a second header, 528 bytes, while the first is being replaced (ours)
 *  1,552  zeros
 */
/** Where data begins. */
export const DATA_OFFSET = PoolLayout.headerSize;
/** Where the second header lies. */
export const SHADOW_OFFSET = 1024;
/** Bytes of a header. */
export const HEADER_SIZE = 528;
/** Most bytes of a path. */
export const MAX_PATH_LENGTH = 511;

const FLAGS_OFFSET = 512;
const DIGEST_OFFSET = 516;
const GENERATION_OFFSET = 524;
const DIGEST_COUNTS = 0x80;
const PERSISTENT = OpenFlag.MAIN_DB | OpenFlag.MAIN_JOURNAL | OpenFlag.SUPER_JOURNAL | OpenFlag.WAL;

/** What a pool file is for. */
export interface Association {
  /** Absolute path, at most {@link MAX_PATH_LENGTH} bytes. */
  readonly path: string;
  /** `SQLITE_OPEN_*`. */
  readonly flags: number;
  /** Of two files with the same path, the one with the higher generation counts. */
  readonly generation: number;
}

/** What a header says. */
export type HeaderReading =
  | { readonly state: "free" }
  | { readonly state: "associated"; readonly association: Association }
  /** A temporary file that outlived its connection. */
  | { readonly state: "leftover" }
  /** The digest does not match; the path is what stands there all the same. */
  | { readonly state: "damaged"; readonly path: string };

/**
 * Encodes a header.
 *
 * @param association - `undefined` for a free file
 */
export function encodeHeader(association: Association | undefined): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_SIZE);
  if (association === undefined) return bytes;
  const view = new DataView(bytes.buffer);
  bytes.set(encodeUtf8(association.path));
  view.setUint32(FLAGS_OFFSET, association.flags | DIGEST_COUNTS, false);
  const [first, second] = digest(bytes);
  view.setUint32(DIGEST_OFFSET, first, true);
  view.setUint32(DIGEST_OFFSET + 4, second, true);
  view.setUint32(GENERATION_OFFSET, association.generation, true);
  return bytes;
}

/**
 * Decodes a header.
 *
 * @param bytes - {@link HEADER_SIZE} bytes
 */
export function decodeHeader(bytes: Uint8Array<ArrayBuffer>): HeaderReading {
  if (bytes[0] === 0) return { state: "free" };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.indexOf(0);
  const path = decodeUtf8(bytes.subarray(0, end < 0 ? FLAGS_OFFSET : Math.min(end, FLAGS_OFFSET)));
  const flags = view.getUint32(FLAGS_OFFSET, false);
  // Early versions of the official pool stored zeros, and did not set the bit.
  const [first, second] = (flags & DIGEST_COUNTS) === 0 ? [0, 0] : digest(bytes);
  const matches =
    view.getUint32(DIGEST_OFFSET, true) === first && view.getUint32(DIGEST_OFFSET + 4, true) === second;
  if (!matches) return { state: "damaged", path };
  if ((flags & OpenFlag.DELETEONCLOSE) !== 0 || (flags & PERSISTENT) === 0) return { state: "leftover" };
  const generation = view.getUint32(GENERATION_OFFSET, true);
  return { state: "associated", association: { path, flags: flags & ~DIGEST_COUNTS, generation } };
}

/** The digest over path and flags: two multiplicative hashes, so that a torn header does not pass for a whole one. */
function digest(bytes: Uint8Array): [number, number] {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let index = 0; index < DIGEST_OFFSET; index++) {
    const byte = bytes[index] as number;
    first = Math.imul(first ^ byte, 2654435761);
    second = Math.imul(second ^ byte, 104729);
  }
  return [first >>> 0, second >>> 0];
}
