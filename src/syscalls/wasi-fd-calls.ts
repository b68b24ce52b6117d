import { Errno, FsError } from "../base/index.js";
import type { FileSystem, Stream, Whence } from "../fs/index.js";
import type { SyscallTable } from "./call-table.js";
import { writeFdstat } from "./fdstat-layout.js";
import { type GuestMemory, toSafeInteger } from "./guest-memory.js";
import { checkIovecs, IovecLayout } from "./iovec.js";

/** Seeks from the start, the current position, the end: 0, 1, 2. */
const LAST_WHENCE = 2;

/**
 * WASI's calls on descriptors.
 *
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#functions
 */
export function createWasiFdCalls(fs: FileSystem, memory: GuestMemory) {
  /**
   * Reads or writes buffer after buffer until one is not filled or emptied. An error counts only when nothing was
   * transferred before it, as POSIX has it for readv and writev. Allocates nothing.
   */
  function transfer(stream: Stream, list: number, count: number, isWrite: boolean): number {
    const address = checkIovecs(memory, list, count);
    let total = 0;
    for (let index = 0; index < count; index++) {
      const { view, u8 } = memory.heap;
      const entry = address + index * IovecLayout.byteLength;
      const buffer = view.getUint32(entry + IovecLayout.address, true);
      const length = view.getUint32(entry + IovecLayout.length, true);
      if (length === 0 && count > 1) continue;
      let transferred: number;
      try {
        transferred = isWrite ? fs.write(stream, u8, buffer, length) : fs.read(stream, u8, buffer, length);
      } catch (error) {
        if (total > 0) break;
        throw error;
      }
      total += transferred;
      if (transferred < length) break;
    }
    return total;
  }

  return {
    fd_read(fd: number, list: number, count: number, result: number): void {
      const address = memory.range(result, 4);
      memory.heap.view.setUint32(address, transfer(fs.getStream(fd), list, count, false), true);
    },

    fd_write(fd: number, list: number, count: number, result: number): void {
      const address = memory.range(result, 4);
      memory.heap.view.setUint32(address, transfer(fs.getStream(fd), list, count, true), true);
    },

    /** Stores the new position as u64. */
    fd_seek(fd: number, offset: bigint, whence: number, result: number): void {
      const address = memory.range(result, 8);
      const stream = fs.getStream(fd);
      if (whence < 0 || whence > LAST_WHENCE) throw new FsError(Errno.EINVAL, `whence ${whence}`);
      const position = fs.llseek(stream, toSafeInteger(offset), whence as Whence);
      memory.pokeInteger(address, position);
    },

    fd_close(fd: number): void {
      fs.close(fs.getStream(fd));
    },

    fd_sync(fd: number): void {
      fs.sync(fs.getStream(fd));
    },

    fd_fdstat_get(fd: number, result: number): void {
      writeFdstat(memory, result, fs.getStream(fd));
    },
  } satisfies SyscallTable;
}
