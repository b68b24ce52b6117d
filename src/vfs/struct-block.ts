import type { Capi, StructLayout } from "../capi/index.js";
import type { CString, FunctionPointer, Pointer } from "../wasm/index.js";
import type { Entries, EntryInstaller } from "./entries.js";

/** A C struct in wasm memory, with the function table entries and strings that it points to. */
export class StructBlock<Kind extends string> {
  readonly #capi: Capi;
  readonly #layout: StructLayout;
  readonly #functions: FunctionPointer[] = [];
  readonly #strings: CString[] = [];
  readonly pointer: Pointer<Kind>;

  /**
   * Allocates the struct, all zeros.
   *
   * @param name - as C names it, for example `"sqlite3_vfs"`
   * @throws RangeError when this build does not describe that struct; WasmOutOfMemoryError
   */
  constructor(capi: Capi, name: Kind) {
    const layout = capi.structs.get(name);
    if (layout === undefined) throw new RangeError(`this build of SQLite does not describe ${name}`);
    this.#capi = capi;
    this.#layout = layout;
    this.pointer = capi.allocator.alloc<Kind>(layout.sizeof);
    capi.heap.u8.fill(0, this.pointer, this.pointer + layout.sizeof);
  }

  /** Sets a 32-bit member. */
  setNumber(member: string, value: number): void {
    this.#capi.heap.i32[this.#address(member) >>> 2] = value;
  }

  /** Sets a string member to a copy of `text`. */
  setString(member: string, text: string): void {
    const address = this.#capi.allocator.allocCString(text);
    this.#strings.push(address);
    this.setNumber(member, address);
  }

  /** Sets function members, each with the signature that the struct description gives it. */
  setFunctions(entries: Entries, install: EntryInstaller): void {
    for (const [member, entry] of Object.entries(entries)) {
      const signature = this.#layout.members[member]?.signature ?? "";
      const pointer = install(signature, entry);
      this.#functions.push(pointer);
      this.setNumber(member, pointer);
    }
  }

  /** Frees the struct and everything that it points to. */
  free(): void {
    const { allocator, functionTable } = this.#capi;
    for (const pointer of this.#functions.splice(0)) functionTable.remove(pointer);
    for (const string of this.#strings.splice(0)) allocator.free(string);
    allocator.free(this.pointer);
  }

  #address(member: string): number {
    const description = this.#layout.members[member];
    if (description === undefined) throw new RangeError(`${this.#layout.name} has no member ${member}`);
    return this.pointer + description.offset;
  }
}
