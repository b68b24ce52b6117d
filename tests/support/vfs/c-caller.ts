import type { Capi } from "../../../src/capi/index.js";
import { type Pointer, readCString } from "../../../src/wasm/index.js";

type CFunction = (...args: readonly (number | bigint)[]) => number;

/** Calls the methods of a registered VFS as C does: through its structs and the function table. */
export class CCaller {
  readonly #capi: Capi;
  readonly #table: WebAssembly.Table;
  readonly vfs: Pointer;
  /** Room for a `sqlite3_file`. */
  readonly file: Pointer;
  /** Room for strings, data and results. */
  readonly buffer: Pointer;

  constructor(capi: Capi, table: WebAssembly.Table, vfs: Pointer) {
    this.#capi = capi;
    this.#table = table;
    this.vfs = vfs;
    const size = capi.enumJson().structs.get("sqlite3_vfs")?.members.szOsFile;
    const fileSize = Math.max(64, capi.heap.view.getInt32(vfs + (size?.offset ?? 0), true));
    this.file = capi.allocator.alloc(fileSize);
    this.buffer = capi.allocator.alloc(8192);
    capi.heap.u8.fill(0xee, this.file, this.file + fileSize);
  }

  /** Calls a method of `sqlite3_vfs`. */
  ofVfs(name: string, ...args: (number | bigint)[]): number {
    return this.#call("sqlite3_vfs", this.vfs, name, [this.vfs, ...args]);
  }

  /** Calls a method of `sqlite3_io_methods` on the file that {@link open} opened. */
  ofFile(name: string, ...args: (number | bigint)[]): number {
    return this.#call("sqlite3_io_methods", this.pMethods, name, [this.file, ...args]);
  }

  /** Opens a file, `null` for one without a name. */
  open(path: string | null, flags: number, flagsOut = 0): number {
    return this.ofVfs("xOpen", path === null ? 0 : this.string(path), this.file, flags, flagsOut);
  }

  /** The file's `pMethods`. */
  get pMethods(): Pointer {
    return this.#capi.heap.peekPointer(this.file);
  }

  /** A C string of `text`. */
  string(text: string): Pointer {
    return this.#capi.allocator.allocCString(text);
  }

  /** The C string in the buffer. */
  get text(): string | null {
    return readCString(this.#capi.heap, this.buffer as never);
  }

  /** The first `length` bytes of the buffer. */
  bytes(length: number): number[] {
    return [...this.#capi.heap.copyOut(this.buffer, length)];
  }

  #call(struct: string, address: Pointer, name: string, args: (number | bigint)[]): number {
    const member = this.#capi.enumJson().structs.get(struct)?.members[name];
    if (member === undefined) throw new Error(`${struct} has no ${name}`);
    const index = this.#capi.heap.peekPointer((address + member.offset) as Pointer);
    return (this.#table.get(index) as CFunction)(...args);
  }
}
