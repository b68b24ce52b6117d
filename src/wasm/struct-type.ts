import type { WasmCallable } from "./function-table.js";
import { isPointer } from "./pointer-arithmetic.js";
import {
  isFunctionMember,
  isTextMember,
  memberKey,
  type StructInfo,
  type StructMemberInfo,
} from "./struct-description.js";
import { type Disposable, type DisposalParts, disposeOf } from "./struct-disposal.js";
import { type StructMethodParts, StructMethodTable } from "./struct-methods.js";

/** What struct objects work with. */
export interface StructParts extends DisposalParts, StructMethodParts {
  /** Allocates or throws. */
  alloc(size: number): number;
  /** Allocates or throws. */
  allocCString(text: string): number;
  cstrToJs(address: number): string | null;
}

/** How a struct object gets its memory. */
export interface StructOptions {
  /** An existing struct; left out or 0 for a new one, all zeros. */
  readonly wrap?: number;
  /** With `wrap`: whether `dispose()` frees the memory too. */
  readonly takeOwnership?: boolean;
  /** Bytes behind a new struct, for what C keeps there. */
  readonly extraBytes?: number;
  /** Whether `dispose()` fills the memory that it frees with zeros first. */
  readonly zeroOnDispose?: boolean;
}

/** Functions by the name of the member that they go to; an address stands for a function that is installed. */
export type StructMethods = Readonly<Record<string, WasmCallable | number>>;

/** Installs one more method of the same struct. */
export type InstallMore = (name: string, method: WasmCallable | number) => InstallMore;

/**
 * A C struct in wasm memory; its members are the properties `$name`. Classes for single structs come from a struct
 * binder.
 *
 * A member of a struct that was disposed of reads as 0 and cannot be set.
 *
 * @see https://sqlite.org/wasm/doc/trunk/c-structs.md
 */
export abstract class StructObject {
  /** What `dispose()` cleans up besides the struct's own memory. */
  ondispose?: Disposable | Disposable[] | undefined;

  readonly #parts: StructParts;
  readonly #info: StructInfo;
  readonly #owned: boolean;
  readonly #extraBytes: number;
  readonly #zeroOnDispose: boolean;
  readonly #methods: StructMethodTable;
  #pointer: number | undefined;

  /**
   * @param given - the arguments: none for a new struct, an address for an existing one, or options
   * @throws TypeError for what is neither; RangeError for a negative size; as `alloc` does
   */
  protected constructor(parts: StructParts, info: StructInfo, given: readonly unknown[]) {
    const options = readOptions(given);
    this.#parts = parts;
    this.#info = info;
    this.#methods = new StructMethodTable(parts);
    this.#extraBytes = options.extraBytes ?? 0;
    this.#zeroOnDispose = Boolean(options.zeroOnDispose);
    this.#owned = !options.wrap || Boolean(options.takeOwnership);
    this.#pointer = options.wrap || this.#allocate();
  }

  /** Address of the struct; `undefined` once disposed of. */
  get pointer(): number | undefined {
    return this.#pointer;
  }

  set pointer(_address: unknown) {
    throw new TypeError("the address of a struct cannot be set");
  }

  get extraBytes(): number {
    return this.#extraBytes;
  }

  get zeroOnDispose(): boolean {
    return this.#zeroOnDispose;
  }

  /** Whether a struct object leaves its memory to whoever allocated it. */
  static hasExternalPointer(struct: unknown): boolean {
    return struct instanceof StructObject && struct.#pointer !== undefined && !struct.#owned;
  }

  /** Cleans up: `ondispose`, then the methods installed here, then the memory where it is its own. Once. */
  dispose(): void {
    const pointer = this.#pointer;
    if (pointer === undefined) return;
    const { heap, dealloc } = this.#parts;
    const { ondispose } = this;
    this.ondispose = undefined;
    disposeOf(this.#parts, this, ondispose);
    this.#methods.removeAll();
    this.#pointer = undefined;
    if (!this.#owned) return;
    if (this.#zeroOnDispose) heap.u8.fill(0, pointer, pointer + this.#info.sizeof + this.#extraBytes);
    dealloc(pointer);
  }

  /** Leaves something to `dispose()`, after what is there already. */
  addOnDispose(...what: readonly Disposable[]): this {
    const { ondispose } = this;
    const list = Array.isArray(ondispose) ? ondispose : ondispose === undefined ? [] : [ondispose];
    list.push(...what);
    this.ondispose = list;
    return this;
  }

  /**
   * Finds a member by its name or its property's name.
   *
   * @param required - whether a missing one is an error, as it is by default
   * @throws TypeError when there is none
   */
  lookupMember(name: string, required = true): StructMemberInfo | undefined {
    const { members } = this.#info;
    const found = members[name] ?? members[name?.replace?.(/^\$/, "")];
    if (found === undefined && required) throw new TypeError(`${this.#info.name} has no member ${name}`);
    return found;
  }

  /** Name of the property of a member. */
  memberKey(name: string): string {
    return memberKey(name);
  }

  /** Names of the properties of all members. */
  memberKeys(): string[] {
    return Object.values(this.#info.members).map(({ key }) => key);
  }

  /**
   * Signature of a member.
   *
   * @param wasmTypes - whether to write it as wasm sees it, without brackets and with `i` for pointers
   * @throws TypeError when there is no such member
   */
  memberSignature(name: string, wasmTypes = false): string {
    const { signature } = this.#member(name);
    return wasmTypes ? signature.replace(/[^vipPsjfdcC]/g, "").replace(/[pPscC]/g, "i") : signature;
  }

  /** The description of a member that is a C string, else `false`. @throws TypeError when there is no such member */
  memberIsString(name: string): StructMemberInfo | false {
    const member = this.#member(name);
    return isTextMember(member) && member;
  }

  /** Reads the C string that a member points to. @throws TypeError when the member is no C string */
  memberToJsString(name: string): string | null {
    const { offset } = this.#textMember(name);
    const { heap, cstrToJs } = this.#parts;
    return this.#pointer === undefined ? null : cstrToJs(heap.view.getUint32(this.#pointer + offset, true));
  }

  /**
   * Points a member to a new C string, which `dispose()` frees. The string it pointed to before stays.
   *
   * @throws TypeError when the member is no C string or the struct was disposed of
   */
  setMemberCString(name: string, text: string): this {
    const { offset } = this.#textMember(name);
    const struct = this.#livePointer();
    const address = this.#parts.allocCString(text);
    this.#parts.heap.view.setUint32(struct + offset, address, true);
    return this.addOnDispose(address);
  }

  /** A copy of the struct's bytes; `null` once disposed of. */
  memoryDump(): Uint8Array | null {
    if (this.#pointer === undefined) return null;
    return this.#parts.heap.u8.slice(this.#pointer, this.#pointer + this.#info.sizeof);
  }

  /**
   * Points a member to a function, which `dispose()` removes again; one that was installed here before is removed at
   * once. Exceptions that leave the function go through C, which does not clean up: catch them inside.
   *
   * @param method - a function, or the pointer of one that is installed already; 0 for none
   * @param checkCount - whether calls with another number of arguments than the signature has throw
   * @returns a function that installs another method in this struct
   * @throws TypeError when the member is no function pointer, or for what is no function
   */
  installMethod(name: string, method: WasmCallable | number, checkCount?: boolean): InstallMore;
  installMethod(methods: StructMethods, checkCount?: boolean): this;
  installMethod(first: string | StructMethods, second?: unknown, checkCount: unknown = false): unknown {
    if (typeof first === "object" && first !== null) return this.installMethods(first, Boolean(second));
    this.#install(first as string, second, Boolean(checkCount));
    const more: InstallMore = (name, method) => {
      this.#install(name, method, Boolean(checkCount));
      return more;
    };
    return more;
  }

  /**
   * Installs several methods; a function that is named twice is installed once.
   *
   * @throws as {@link installMethod} does
   */
  installMethods(methods: StructMethods, checkCount = false): this {
    const seen = new Map<unknown, number>();
    for (const [name, method] of Object.entries(methods)) {
      const pointer = seen.get(method);
      if (pointer === undefined) seen.set(method, this.#install(name, method, checkCount));
      else this.#methods.point(this.#livePointer(), this.#functionMember(name), pointer);
    }
    return this;
  }

  /** @returns the function pointer */
  #install(name: string, method: unknown, checkCount: boolean): number {
    const member = this.#functionMember(name);
    return this.#methods.install(this.#livePointer(), member, method, checkCount);
  }

  #allocate(): number {
    const size = this.#info.sizeof + this.#extraBytes;
    const pointer = this.#parts.alloc(size);
    this.#parts.heap.u8.fill(0, pointer, pointer + size);
    return pointer;
  }

  #livePointer(): number {
    if (this.#pointer === undefined) throw new TypeError(`this ${this.#info.name} was disposed of`);
    return this.#pointer;
  }

  #member(name: string): StructMemberInfo {
    return this.lookupMember(name) as StructMemberInfo;
  }

  #textMember(name: string): StructMemberInfo {
    const member = this.#member(name);
    if (!isTextMember(member)) throw new TypeError(`${this.#info.name}::${name} is no C string`);
    return member;
  }

  #functionMember(name: string): StructMemberInfo {
    const member = this.#member(name);
    if (!isFunctionMember(member)) throw new TypeError(`${this.#info.name}::${name} is no function pointer`);
    return member;
  }
}

function readOptions(given: readonly unknown[]): StructOptions {
  if (given.length === 0) return {};
  const [value] = given;
  const options: StructOptions =
    typeof value === "object" && value !== null ? value : { wrap: requireAddress(value) };
  if (options.wrap !== undefined && options.wrap !== 0) requireAddress(options.wrap);
  const { extraBytes = 0 } = options;
  if (!isPointer(extraBytes)) throw new RangeError(`extraBytes cannot be ${String(extraBytes)}`);
  return options;
}

function requireAddress(value: unknown): number {
  if (!isPointer(value) || value === 0) throw new TypeError(`${String(value)} is no address of a struct`);
  return value;
}
