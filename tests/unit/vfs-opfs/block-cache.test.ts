import fc from "fast-check";
import { expect, it } from "vitest";
import { BLOCK_SIZE, BlockCache } from "../../../src/vfs/opfs/block-cache.js";

const FILE_BLOCKS = 6;
const FILE_SIZE = FILE_BLOCKS * BLOCK_SIZE;
const offset = fc.integer({ min: 0, max: FILE_SIZE - 1 });
const length = fc.integer({ min: 1, max: 2 * BLOCK_SIZE });
const step = fc.oneof(
  fc.record({ kind: fc.constant("read" as const), offset, length: fc.integer({ min: 1, max: BLOCK_SIZE }) }),
  fc.record({ kind: fc.constant("write" as const), offset, length }),
  fc.record({ kind: fc.constant("truncate" as const), offset, length }),
);

/** A file as plain bytes. */
class NaiveFile {
  bytes = new Uint8Array(0);

  resize(size: number): void {
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes.subarray(0, size));
    this.bytes = bytes;
  }

  write(source: Uint8Array, at: number): void {
    if (at + source.length > this.bytes.length) this.resize(at + source.length);
    this.bytes.set(source, at);
  }
}

it("a block that is cached is always what the file holds", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
      const cache = new BlockCache(capacity * BLOCK_SIZE);
      const file = new NaiveFile();
      for (const [index, { kind, offset: at, length: count }] of steps.entries()) {
        if (kind === "write") {
          const bytes = new Uint8Array(count).fill(index + 1);
          cache.write(bytes, at, file.bytes.length);
          file.write(bytes, at);
        } else if (kind === "truncate") {
          file.resize(at);
          cache.truncate(at);
        } else {
          const block = Math.floor(at / BLOCK_SIZE);
          const start = block * BLOCK_SIZE;
          if (!cache.has(block)) cache.put(block, file.bytes.slice(start, start + BLOCK_SIZE));
          const target = new Uint8Array(Math.min(count, start + BLOCK_SIZE - at));
          const expected = file.bytes.subarray(at, at + target.length);
          const read = cache.read(target, at);
          expect(target.subarray(0, read)).toEqual(expected);
        }
      }
    }),
  );
});

it("never holds more blocks than it may", () => {
  const cache = new BlockCache(3 * BLOCK_SIZE);
  const target = new Uint8Array(1);
  for (let block = 0; block < 10; block++) {
    cache.put(block, new Uint8Array(BLOCK_SIZE).fill(block));
    expect(cache.read(target, block * BLOCK_SIZE)).toBe(1);
    expect(target[0]).toBe(block);
  }
  expect(Array.from({ length: 10 }, (_, block) => cache.has(block)).filter(Boolean).length).toBe(3);
});
