import { expect } from "vitest";
import type { Sqlite3 } from "../../../src/sqlite3/index.js";

/**
 * Where the allocator puts a block too large for any gap: behind everything that is allocated. Blocks that are lost push
 * it on. (The wasm's own count of its memory is switched off.)
 */
export function endOfAllocations({ wasm }: Sqlite3): number {
  const address = wasm.alloc(1_048_576);
  wasm.dealloc(address);
  return address;
}

/** How often a body runs. */
interface Rounds {
  /** Default 10,000. */
  readonly rounds?: number;
  /** Rounds before, that may fill caches; default 3. */
  readonly warmUp?: number;
}

/** Runs a body many times and compares what is used before and after. */
export function expectNoLeak(
  sqlite3: Sqlite3,
  body: (round: number) => void,
  { rounds = 10_000, warmUp = 3 }: Rounds = {},
): void {
  const { wasm } = sqlite3;
  const used = () => ({
    end: endOfAllocations(sqlite3),
    table: wasm.functionTable().length,
    stack: wasm.pstack.remaining,
    memory: wasm.memory.buffer.byteLength,
    scopes: wasm.scopedAlloc.level,
  });
  for (let round = 0; round < warmUp; round++) body(round);
  const before = used();
  for (let round = 0; round < rounds; round++) body(round);
  expect(used()).toEqual(before);
}
