import { type ErrnoName, errnoName } from "../../../src/base/index.js";
import { createFs, type FileSystem } from "../../../src/fs/index.js";
import { createSyscalls, type SyscallOptions, type Syscalls } from "../../../src/syscalls/index.js";
import { Heap, NULL, type Pointer, writeCString } from "../../../src/wasm/index.js";

/** A pointer that leads out of the fixture's memory, as wasm would pass it. */
export const BAD_POINTER = -16;

/** In place of a directory's descriptor: the current directory. */
export const AT_FDCWD = -100;

const MEMORY_PAGES = 32;
const FIRST_ADDRESS = 1024;
const PAGE = 65_536;

type Call = (...args: (number | bigint)[]) => number;

/** What a call gave: its result, or the name of the error it returned. */
export type Outcome = number | ErrnoName | undefined;

/** System calls bound to a real WebAssembly.Memory and a filesystem, without an instance. */
export interface CallFixture {
  readonly fs: FileSystem;
  readonly heap: Heap;
  readonly host: Syscalls;
  /** Calls any of the functions by import name and names the error it returned. */
  call(name: string, ...args: (number | bigint)[]): Outcome;
  /** Bytes of the memory, aligned to 16 and filled with 0xaa. */
  space(size: number): number;
  /** A C string in the memory. */
  text(value: string): number;
  /** A list of 32-bit integers, such as the arguments of a variadic call. */
  words(...values: number[]): number;
  /** Opens a file of the filesystem and gives its descriptor. */
  open(path: string, flags?: number, mode?: number): number;
}

/** Makes a fixture; `options` are those of createSyscalls. */
export function createCallFixture(options: Partial<SyscallOptions> = {}): CallFixture {
  const fs = options.fs ?? createFs();
  const heap = new Heap(new WebAssembly.Memory({ initial: MEMORY_PAGES }));
  const host = createSyscalls({ ...options, fs });
  let next = FIRST_ADDRESS;
  const allocate = (size: number, alignment: number) => {
    const address = Math.ceil(next / alignment) * alignment;
    if (address + size > heap.byteLength) return 0;
    next = address + size;
    return address;
  };
  const imports = host.bind({
    heap,
    allocatePages: (length) => (allocate(length, PAGE) as Pointer) || NULL,
  });
  const env = imports.env as Record<string, Call>;
  const wasi = imports.wasi_snapshot_preview1 as Record<string, Call>;
  const space = (size: number) => {
    const address = allocate(size, 16);
    heap.u8.fill(0xaa, address, address + size);
    return address;
  };
  return {
    fs,
    heap,
    host,
    call(name, ...args) {
      const inEnv = env[name];
      const result = inEnv === undefined ? (wasi[name] as Call)(...args) : inEnv(...args);
      const errno = inEnv === undefined ? result : -result;
      return errno > 0 && !name.startsWith("emscripten") ? errnoName(errno) : result;
    },
    space,
    text(value) {
      const address = space(value.length * 3 + 1);
      writeCString(heap, value, address as Pointer, value.length * 3 + 1);
      return address;
    },
    words(...values) {
      const address = space(values.length * 4);
      heap.i32.set(values, address >> 2);
      return address;
    },
    open: (path, flags = 0, mode = 0o666) => fs.open(path, flags, mode).fd,
  };
}
