import { EngineError } from "../base/index.js";
import { Heap, WASM_PAGE_SIZE } from "../wasm/index.js";
import { growHeap } from "./memory-growth.js";

/** Least memory that `sqlite3.wasm` starts with, in pages of 64 KiB: 8 MiB. */
const INITIAL_PAGES = 128;

/** Most memory that `sqlite3.wasm` may have, in pages of 64 KiB: 2 GiB. */
const MAXIMUM_PAGES = 32_768;

/** Size of the wasm memory, in pages of 64 KiB. */
export interface MemoryOptions {
  /** Pages at the start; default and least 128 (8 MiB). */
  readonly initialPages?: number;
  /** Pages at most; default and most 32,768 (2 GiB). */
  readonly maximumPages?: number;
}

/** The memory of one instance and the imports that let wasm ask for more of it. */
export interface EngineMemory {
  readonly heap: Heap;
  /** Bytes that the memory may grow to. */
  readonly limit: number;
  readonly imports: {
    readonly memory: WebAssembly.Memory;
    emscripten_get_heap_max(): number;
    emscripten_resize_heap(requested: number): number;
  };
}

/**
 * Creates the memory of one instance. Where the platform cannot reserve the maximum, half of it is tried, and so on.
 *
 * @throws RangeError when the options are out of range
 * @throws EngineError `memory` when the platform refuses even the initial pages
 */
export function createMemory(options: MemoryOptions = {}): EngineMemory {
  const { initialPages = INITIAL_PAGES, maximumPages = MAXIMUM_PAGES } = options;
  requirePages("initialPages", initialPages, INITIAL_PAGES, MAXIMUM_PAGES);
  requirePages("maximumPages", maximumPages, initialPages, MAXIMUM_PAGES);

  const { memory, pages } = reserve(initialPages, maximumPages);
  const heap = new Heap(memory);
  const limit = pages * WASM_PAGE_SIZE;
  return {
    heap,
    limit,
    imports: {
      memory,
      emscripten_get_heap_max: () => limit,
      // C's size_t arrives as a signed 32-bit number.
      emscripten_resize_heap: (requested) => Number(growHeap(heap, requested >>> 0, limit)),
    },
  };
}

function reserve(initial: number, maximum: number): { memory: WebAssembly.Memory; pages: number } {
  let pages = maximum;
  for (;;) {
    try {
      return { memory: new WebAssembly.Memory({ initial, maximum: pages }), pages };
    } catch (cause) {
      if (pages === initial) {
        const bytes = initial * WASM_PAGE_SIZE;
        throw new EngineError("memory", `no memory of ${bytes} bytes to be had for the engine`, { cause });
      }
      pages = Math.max(initial, pages >>> 1);
    }
  }
}

function requirePages(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
  }
}
