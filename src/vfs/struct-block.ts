import type { Capi } from "../capi/index.js";
import type { CString, FunctionPointer, Pointer } from "../wasm/index.js";
import type { Entries, EntryInstaller } from "./entries.js";
import { MEMBER_SIZE, type StructLayout } from "./struct-layouts.js";

/** A C struct in wasm memory, with the function table entries and strings that it points to. */
export class StructBlock<Kind extends string> {
  readonly #capi: Capi;
  readonly #layout: StructLayout;
  readonly #members: readonly string[];
  readonly #functions: FunctionPointer[] = [];
  readonly #strings: CString[] = [];
  readonly pointer: Pointer<Kind>;

  /**
   * Allocates the struct, all zeros.
   *
   * @throws WasmOutOfMemoryError
   */
  constructor(capi: Capi, layout: StructLayout) {
    this.#capi = capi;
    this.#layout = layout;
    this.#members = Object.keys(layout);
    const size = this.#members.length * MEMBER_SIZE;
    this.pointer = capi.allocator.alloc<Kind>(size);
    capi.heap.u8.fill(0, this.pointer, this.pointer + size);
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

  /** Sets function members, each with the signature that the layout gives it. */
  setFunctions(entries: Entries, install: EntryInstaller): void {
    const members = Object.entries(entries);
    const pointers = install(members.map(([member, entry]) => [this.#layout[member] ?? "", entry]));
    this.#functions.push(...pointers);
    for (const [index, [member]] of members.entries()) this.setNumber(member, pointers[index] as number);
  }

  /** Frees the struct and everything that it points to. */
  free(): void {
    const { allocator, functionTable } = this.#capi;
    for (const pointer of this.#functions.splice(0)) functionTable.remove(pointer);
    for (const string of this.#strings.splice(0)) allocator.free(string);
    allocator.free(this.pointer);
  }

  #address(member: string): number {
    const index = this.#members.indexOf(member);
    if (index < 0) throw new RangeError(`there is no member ${member}`);
    return this.pointer + index * MEMBER_SIZE;
  }
}
