import {
  O_APPEND,
  O_NONBLOCK,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  type Stream,
} from "../fs/index.js";
import type { GuestMemory } from "./guest-memory.js";

/**
 * `fdstat` of WASI preview 1; little-endian, offsets in bytes:
 *
 *      0 fs_filetype u8    2 fs_flags u16    8 fs_rights_base u64    16 fs_rights_inheriting u64
 *
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#fdstat
 */
export const FdstatLayout = {
  fileType: 0,
  flags: 2,
  rightsBase: 8,
  rightsInheriting: 16,
  byteLength: 24,
} as const;

/** WASI's file types, by type bits of the mode; everything else is 0, unknown. */
const WASI_FILE_TYPES: ReadonlyMap<number, number> = new Map([
  [S_IFBLK, 1],
  [S_IFCHR, 2],
  [S_IFDIR, 3],
  [S_IFREG, 4],
  [S_IFLNK, 7],
]);

/** WASI's descriptor flags. */
const WasiFlag = { APPEND: 1, NONBLOCK: 4 } as const;

/** The rights of WASI that say how a descriptor was opened. */
export const WasiRight = { FD_READ: 1 << 1, FD_SEEK: 1 << 2, FD_TELL: 1 << 5, FD_WRITE: 1 << 6 } as const;

/**
 * Writes an `fdstat`. The rights tell reading, writing and seeking; nothing is inherited, since nothing of WASI's own
 * path functions is imported.
 *
 * @throws FsError `EFAULT`
 */
export function writeFdstat(memory: GuestMemory, pointer: number, stream: Stream): void {
  const address = memory.range(pointer, FdstatLayout.byteLength);
  const { heap } = memory;
  const fileType = stream.node.mode & S_IFMT;
  let flags = 0;
  if ((stream.flags & O_APPEND) !== 0) flags |= WasiFlag.APPEND;
  if ((stream.flags & O_NONBLOCK) !== 0) flags |= WasiFlag.NONBLOCK;
  let rights = 0;
  if (stream.readable) rights |= WasiRight.FD_READ;
  if (stream.writable) rights |= WasiRight.FD_WRITE;
  if (fileType === S_IFREG) rights |= WasiRight.FD_SEEK | WasiRight.FD_TELL;
  heap.u8.fill(0, address, address + FdstatLayout.byteLength);
  heap.u8[address + FdstatLayout.fileType] = WASI_FILE_TYPES.get(fileType) ?? 0;
  heap.view.setUint16(address + FdstatLayout.flags, flags, true);
  memory.pokeInteger(address + FdstatLayout.rightsBase, rights);
}
