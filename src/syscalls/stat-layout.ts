import type { Stat, Timespec } from "../fs/index.js";
import type { GuestMemory } from "./guest-memory.js";

/**
 * `struct stat` of musl for wasm32 as Emscripten configures it; little-endian, offsets in bytes:
 *
 *      0 st_dev u32        4 st_mode u32      8 st_nlink u32     12 st_uid u32
 *     16 st_gid u32       20 st_rdev u32     24 st_size i64
 *     32 st_blksize i32   36 st_blocks i32
 *     40 st_atim          56 st_mtim         72 st_ctim          (each a struct timespec)
 *     88 st_ino u64
 *
 * and `struct timespec`: 0 tv_sec i64, 8 tv_nsec i32, 12 padding.
 *
 * @see https://github.com/emscripten-core/emscripten/blob/main/system/lib/libc/musl/arch/emscripten/bits/stat.h
 */
export const StatLayout = {
  dev: 0,
  mode: 4,
  nlink: 8,
  uid: 12,
  gid: 16,
  rdev: 20,
  size: 24,
  blksize: 32,
  blocks: 36,
  atime: 40,
  mtime: 56,
  ctime: 72,
  ino: 88,
  byteLength: 96,
} as const;

/** `struct timespec`, drawn in {@link StatLayout}. */
export const TimespecLayout = { seconds: 0, nanoseconds: 8, byteLength: 16 } as const;

/** `st_blocks` has 32 bits: sizes from 1 TiB on show the largest number that fits. */
const MAX_BLOCKS = 0x7fff_ffff;

function writeTimespec(memory: GuestMemory, address: number, time: Timespec): void {
  memory.pokeInteger(address + TimespecLayout.seconds, time.seconds);
  // The padding is written too, so that C code that copies the struct copies no stale bytes.
  memory.pokeInteger(address + TimespecLayout.nanoseconds, time.nanoseconds);
}

/**
 * Writes a `struct stat`, all {@link StatLayout.byteLength} bytes of it.
 *
 * @param pointer - where; checked
 * @throws FsError `EFAULT`
 */
export function writeStat(memory: GuestMemory, pointer: number, stat: Stat): void {
  const address = memory.range(pointer, StatLayout.byteLength);
  const { view } = memory.heap;
  view.setUint32(address + StatLayout.dev, stat.dev, true);
  view.setUint32(address + StatLayout.mode, stat.mode, true);
  view.setUint32(address + StatLayout.nlink, stat.nlink, true);
  view.setUint32(address + StatLayout.uid, stat.uid, true);
  view.setUint32(address + StatLayout.gid, stat.gid, true);
  view.setUint32(address + StatLayout.rdev, stat.rdev, true);
  memory.pokeInteger(address + StatLayout.size, stat.size);
  view.setInt32(address + StatLayout.blksize, stat.blksize, true);
  view.setInt32(address + StatLayout.blocks, Math.min(stat.blocks, MAX_BLOCKS), true);
  writeTimespec(memory, address + StatLayout.atime, stat.atime);
  writeTimespec(memory, address + StatLayout.mtime, stat.mtime);
  writeTimespec(memory, address + StatLayout.ctime, stat.ctime);
  memory.pokeInteger(address + StatLayout.ino, stat.ino);
}
