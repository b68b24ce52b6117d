import { type Heap, WASM_PAGE_SIZE } from "../wasm/index.js";

/** Most bytes that one growth adds beyond what was asked for. */
const STEP_LIMIT = 96 * 1024 * 1024;

/** How much of the present size a growth adds, from the first try to the last. */
const STEP_SHARES = [0.2, 0.1, 0.05] as const;

/**
 * Sizes to try, largest first, when memory must grow: a fifth more than now (a tenth, a twentieth), at most 96 MiB
 * more, never less than asked for; at last no more than asked for.
 *
 * @param current - bytes now
 * @param requested - bytes needed in all
 * @param limit - bytes that the memory may have
 * @returns multiples of 64 KiB without repetition; empty when `requested` exceeds `limit`
 */
export function growthSizes(current: number, requested: number, limit: number): number[] {
  if (requested > limit) return [];
  const sizes = STEP_SHARES.map((share) => current + Math.min(current * share, STEP_LIMIT));
  const aligned = [...sizes, requested].map((size) =>
    Math.min(limit, Math.ceil(Math.max(size, requested) / WASM_PAGE_SIZE) * WASM_PAGE_SIZE),
  );
  return [...new Set(aligned)];
}

/**
 * Grows a heap's memory and makes its views anew.
 *
 * @param heap - views over the memory
 * @param requested - bytes needed in all
 * @param limit - bytes that the memory may have
 * @returns whether the memory now has the bytes; never throws
 */
export function growHeap(heap: Heap, requested: number, limit: number): boolean {
  const current = heap.byteLength;
  if (requested <= current) return true;
  for (const size of growthSizes(current, requested, limit)) {
    try {
      heap.memory.grow((size - current) / WASM_PAGE_SIZE);
    } catch {
      // RangeError: the platform has no such block; a smaller one may do.
      continue;
    }
    heap.refresh();
    return true;
  }
  return false;
}
