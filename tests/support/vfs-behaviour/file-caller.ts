import type { FileEngine } from "../../../src/engine/index.js";
import { OpenFlag } from "../../../src/vfs/index.js";
import type { Heap, Pointer } from "../../../src/wasm/index.js";
import { CCaller } from "../vfs/c-caller.js";

/** Flags of a database that may be made. */
export const DATABASE = OpenFlag.READWRITE | OpenFlag.CREATE | OpenFlag.MAIN_DB;

/** Calls the methods of a VFS with data and gives their results as JavaScript values, beside their codes. */
export class FileCaller extends CCaller {
  readonly #heap: Heap;

  constructor({ capi, runtime }: FileEngine, vfs: string) {
    const name = capi.allocator.allocCString(vfs);
    const table = runtime.exports.__indirect_function_table;
    super(capi, table, capi.sqlite3_vfs_find(name) as unknown as Pointer);
    capi.allocator.free(name);
    this.#heap = capi.heap;
  }

  /** Opens a file with `flags`. @returns the code, and the flags that the method answered */
  openWith(path: string | null, flags: number): { code: number; flags: number } {
    const code = this.open(path, flags, this.buffer);
    return { code, flags: this.integer };
  }

  close(): number {
    return this.ofFile("xClose");
  }

  /** Writes bytes, returns the code. */
  write(bytes: readonly number[], offset: number): number {
    this.#heap.u8.set(bytes, this.buffer);
    return this.ofFile("xWrite", this.buffer, bytes.length, BigInt(offset));
  }

  /** Reads into a buffer that was full of other bytes. */
  read(length: number, offset: number): { code: number; bytes: number[] } {
    this.#heap.u8.fill(0xee, this.buffer, this.buffer + length);
    const code = this.ofFile("xRead", this.buffer, length, BigInt(offset));
    return { code, bytes: this.bytes(length) };
  }

  truncate(size: number): number {
    return this.ofFile("xTruncate", BigInt(size));
  }

  /** Size of the file, or the code where it could not be had. */
  size(): number {
    const code = this.ofFile("xFileSize", this.buffer);
    return code === 0 ? Number(this.integer64) : -code;
  }

  lock(level: number): number {
    return this.ofFile("xLock", level);
  }

  unlock(level: number): number {
    return this.ofFile("xUnlock", level);
  }

  /** Whether the lock is reserved, or the code where that could not be had. */
  isReserved(): number {
    const code = this.ofFile("xCheckReservedLock", this.buffer);
    return code === 0 ? this.integer : -code;
  }

  delete(path: string): number {
    return this.ofVfs("xDelete", this.string(path), 0);
  }

  /** What xAccess says of a path, or the code where it could not. */
  access(path: string, flags: number): number {
    const code = this.ofVfs("xAccess", this.string(path), flags, this.buffer);
    return code === 0 ? this.integer : -code;
  }

  /** The 32-bit integer in the buffer. */
  get integer(): number {
    return this.#heap.view.getInt32(this.buffer, true);
  }

  /** The 64-bit integer in the buffer. */
  get integer64(): bigint {
    return this.#heap.view.getBigInt64(this.buffer, true);
  }

  /** The double in the buffer. */
  get double(): number {
    return this.#heap.view.getFloat64(this.buffer, true);
  }
}
