import {
  type AllocCString,
  type Allocating,
  type AllocationScope,
  type AllocPtr,
  allocateArgv,
  allocateBytes,
  allocateCString,
  allocatePointers,
  type ByteArray,
  currentHeap,
  type Heap,
  isByteArray,
  type ListLike,
  type RawAllocator,
  type ScopedAllocation,
} from "../wasm/index.js";
import type { ErrorClasses } from "./errors.js";

/**
 * Memory of the wasm instance. What these allocate is freed with `dealloc`, or by the end of its scope.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface MemoryFunctions {
  /** Allocates bytes, which hold anything. @throws WasmAllocError; `alloc.impl` gives 0 instead */
  readonly alloc: Allocating<(size: number) => number>;
  /**
   * Resizes an allocation, or with the null pointer makes one, or with size 0 frees it and gives 0.
   * @throws WasmAllocError; `realloc.impl` gives 0 instead
   */
  readonly realloc: Allocating<(address: number, size: number) => number>;
  /** Frees an allocation; the null pointer is allowed. */
  readonly dealloc: Allocating<(address?: number | null) => void>;
  /** Allocates a copy of bytes, at least one byte. @throws SQLite3Error for what is no bytes; WasmAllocError */
  allocFromTypedArray(source: ByteArray): number;
  /** Allocates a C string. @throws WasmAllocError */
  readonly allocCString: AllocCString;
  /** Allocates zeroed room for pointers, by default of 8 bytes each. @throws WasmAllocError */
  readonly allocPtr: AllocPtr;
  /** Allocates the `argv` of a C `main()`. @throws WasmAllocError */
  allocMainArgv(list: ListLike): number;
  /** Opens an allocation scope. */
  scopedAllocPush(): AllocationScope;
  /** Ends an allocation scope and frees what belongs to it. @throws Error when it is not open */
  scopedAllocPop(scope?: AllocationScope): void;
  /** Runs `body` in an allocation scope. */
  scopedAllocCall<Result>(body: () => Result): Result;
  /** As `alloc`; `level` counts the open scopes. @throws Error when no scope is open */
  readonly scopedAlloc: ((size: number) => number) & { readonly level: number };
  /** @throws Error when no scope is open */
  readonly scopedAllocCString: AllocCString;
  /** @throws Error when no scope is open */
  readonly scopedAllocPtr: AllocPtr;
  /** @throws Error when no scope is open */
  scopedAllocMainArgv(list: ListLike): number;
}

/** What {@link createMemoryFunctions} is made from. */
export interface MemoryParts {
  readonly heap: Heap;
  readonly scopes: ScopedAllocation;
  readonly errors: ErrorClasses;
  /** The C functions. */
  readonly malloc: (size: number) => number;
  readonly realloc: (address: number, size: number) => number;
  readonly free: (address?: number | null) => void;
}

/** Makes the memory functions of one instance. */
export function createMemoryFunctions({ heap, scopes, errors, ...c }: MemoryParts): MemoryFunctions {
  const { SQLite3Error, WasmAllocError } = errors;
  const orFail = (address: number, size: number): number => {
    if (address === 0) throw new WasmAllocError(`${String(size)} bytes could not be allocated`);
    // Whoever writes into the new block finds views that reach it.
    currentHeap(heap);
    return address >>> 0;
  };
  const alloc = (size: number): number => orFail(c.malloc(size), size);
  const realloc = (address: number, size: number): number => {
    const moved = c.realloc(address, size);
    return size ? orFail(moved, size) : 0;
  };
  const dealloc = (address?: number | null): void => c.free(address);
  const scopedAlloc = (size: number): number => {
    scopes.require();
    const address = alloc(size);
    scopes.add(() => dealloc(address));
    return address;
  };
  const lasting: RawAllocator = { heap, alloc };
  const scoped: RawAllocator = { heap, alloc: scopedAlloc };
  return {
    alloc: Object.assign(alloc, { impl: c.malloc }),
    realloc: Object.assign(realloc, { impl: c.realloc }),
    dealloc: Object.assign(dealloc, { impl: c.free }),
    allocFromTypedArray(source) {
      if (!isByteArray(source))
        throw new SQLite3Error("bytes are a Uint8Array, an Int8Array or an ArrayBuffer");
      return allocateBytes(lasting, source);
    },
    allocCString: cStringAllocator(lasting),
    allocPtr: pointerAllocator(lasting),
    allocMainArgv: (list) => allocateArgv(lasting, list),
    scopedAllocPush: () => scopes.push(),
    scopedAllocPop: (scope) => scopes.pop(scope),
    scopedAllocCall: (body) => scopes.call(body),
    scopedAlloc: Object.defineProperty(scopedAlloc, "level", {
      get: () => scopes.level,
    }) as MemoryFunctions["scopedAlloc"],
    scopedAllocCString: cStringAllocator(scoped),
    scopedAllocPtr: pointerAllocator(scoped),
    scopedAllocMainArgv: (list) => allocateArgv(scoped, list),
  };
}

function cStringAllocator(allocator: RawAllocator): AllocCString {
  return ((text: unknown, withLength = false) =>
    allocateCString(allocator, text, withLength)) as AllocCString;
}

function pointerAllocator(allocator: RawAllocator): AllocPtr {
  return ((howMany = 1, safePtrSize = true) => allocatePointers(allocator, howMany, safePtrSize)) as AllocPtr;
}
