import { encodeUtf8 } from "../base/index.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";

/**
 * WASI's environment variables.
 *
 * @param environ - by name
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#environ_get
 */
export function createEnvironCalls(memory: GuestMemory, environ: Readonly<Record<string, string>>) {
  const entries = Object.entries(environ).map(([name, value]) => encodeUtf8(`${name}=${value}\0`));
  const totalLength = entries.reduce((length, entry) => length + entry.length, 0);
  return {
    /** Stores how many variables there are, and the bytes that all take with their zeros. */
    environ_sizes_get(count: number, size: number): void {
      const countAddress = memory.range(count, 4);
      const sizeAddress = memory.range(size, 4);
      memory.heap.view.setUint32(countAddress, entries.length, true);
      memory.heap.view.setUint32(sizeAddress, totalLength, true);
    },

    /** Stores each variable as `NAME=value` in `buffer`, and where each begins in `pointers`. */
    environ_get(pointers: number, buffer: number): void {
      let pointer = memory.range(pointers, entries.length * 4);
      let address = memory.range(buffer, totalLength);
      for (const entry of entries) {
        memory.heap.view.setUint32(pointer, address, true);
        memory.heap.u8.set(entry, address);
        pointer += 4;
        address += entry.length;
      }
    },
  } satisfies SyscallTable;
}
