import { Errno, FsError } from "../base/index.js";
import { type FileSystem, MAP_SHARED, MAP_TYPE, PROT_READ, PROT_WRITE, type Stream } from "../fs/index.js";
import { WASM_PAGE_SIZE } from "../wasm/index.js";
import type { SyscallTable } from "./call-table.js";
import { type GuestMemory, toSafeInteger } from "./guest-memory.js";
import type { SyscallContext } from "./host.js";

/** Constants of `sys/mman.h` in musl that the filesystem has no use for. */
const PROT_EXEC = 4;
const MAP_FIXED = 0x10;

interface Mapping {
  readonly length: number;
  /** Where it is written back to; only a shared mapping that may be written has it. */
  readonly writeBack: { readonly stream: Stream; readonly position: number } | undefined;
}

function checkArguments(protection: number, flags: number, offset: number): void {
  if ((protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC)) !== 0) {
    throw new FsError(Errno.EINVAL, `protection 0x${(protection >>> 0).toString(16)}`);
  }
  // Wasm memory cannot be placed: a mapping goes where the allocator has room.
  if ((flags & MAP_FIXED) !== 0) throw new FsError(Errno.ENOTSUP, "MAP_FIXED");
  if (offset % WASM_PAGE_SIZE !== 0)
    throw new FsError(Errno.EINVAL, `offset ${offset} is no multiple of a page`);
}

/**
 * Files mapped into memory: a mapping is a copy in memory of its own, and a shared one is written back when it is
 * unmapped. The C library handles anonymous mappings itself and frees the memory of ours.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/mmap.html
 */
export function createMmapCalls(fs: FileSystem, memory: GuestMemory, context: SyscallContext) {
  const mappings = new Map<number, Mapping>();
  return {
    /** Stores 1 in `allocated`, since the memory is the C library's to free, and the mapping's address in `result`. */
    _mmap_js(
      length: number,
      protection: number,
      flags: number,
      fd: number,
      offset: bigint,
      allocated: number,
      result: number,
    ): void {
      const size = length >>> 0;
      const position = toSafeInteger(offset);
      const stream = fs.getStream(fd);
      checkArguments(protection, flags, position);
      const allocatedAddress = memory.range(allocated, 4);
      const resultAddress = memory.range(result, 4);
      const bytes = fs.mmap(stream, size, position, protection, flags);
      const address = context.allocatePages(size) >>> 0;
      if (address === 0) throw new FsError(Errno.ENOMEM, `a mapping of ${size} bytes`);
      memory.heap.u8.set(bytes, address);
      const isWrittenBack = (flags & MAP_TYPE) === MAP_SHARED && (protection & PROT_WRITE) !== 0;
      mappings.set(address, { length: size, writeBack: isWrittenBack ? { stream, position } : undefined });
      memory.heap.view.setInt32(allocatedAddress, 1, true);
      memory.heap.view.setUint32(resultAddress, address, true);
    },

    /** Ends a mapping that `_mmap_js` made, whole. Its descriptor may have been closed since. */
    _munmap_js(address: number, length: number): void {
      const start = address >>> 0;
      const size = length >>> 0;
      const mapping = mappings.get(start);
      if (mapping === undefined || mapping.length !== size) {
        throw new FsError(Errno.EINVAL, `no mapping of ${size} bytes at address ${start}`);
      }
      mappings.delete(start);
      if (mapping.writeBack === undefined) return;
      const { stream, position } = mapping.writeBack;
      fs.msync(stream, memory.heap.u8.subarray(start, start + size), position, MAP_SHARED);
    },
  } satisfies SyscallTable;
}
