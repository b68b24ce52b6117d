import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { FileEngine } from "../../../src/engine/index.js";
import { decodePage, encodePage } from "../../../src/vfs/kvvfs/page-text.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

/** Pages with runs of zeros of all lengths. */
const page = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.integer({ min: 0, max: 2000 }).map((length) => new Uint8Array(length)),
    ),
    { maxLength: 4 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

interface OwnCodec {
  sqlite3__wasm_kvvfs_encode(source: number, length: number, target: number): number;
  sqlite3__wasm_kvvfs_decode(source: number, target: number, capacity: number): number;
}

let engine: FileEngine;
beforeAll(async () => {
  engine = await loadTestEngine();
});

it("gives bytes back as they were, from any offset on", () => {
  fc.assert(
    fc.property(page, fc.nat(200), fc.nat(300), (bytes, skip, length) => {
      const target = new Uint8Array(bytes.length).fill(9);
      expect(decodePage(encodePage(bytes), target)).toBe(bytes.length);
      expect(target).toEqual(bytes);
      const part = new Uint8Array(length).fill(9);
      decodePage(encodePage(bytes), part, skip);
      const expected = new Uint8Array(length);
      expected.set(bytes.subarray(skip, skip + length));
      expect(part).toEqual(expected);
    }),
  );
});

it("writes and reads what SQLite's own kvvfs writes and reads", () => {
  const { capi, runtime } = engine;
  const own = runtime.rawExports as unknown as OwnCodec;
  fc.assert(
    fc.property(page, (bytes) => {
      const source = capi.allocator.alloc(bytes.length + 1);
      const target = capi.allocator.alloc(bytes.length * 2 + 20);
      capi.heap.u8.set(bytes, source);
      const length = own.sqlite3__wasm_kvvfs_encode(source, bytes.length, target);
      const text = String.fromCharCode(...capi.heap.u8.subarray(target, target + length));
      expect(encodePage(bytes)).toBe(text);

      capi.heap.u8.fill(9, source, source + bytes.length);
      expect(own.sqlite3__wasm_kvvfs_decode(target, source, bytes.length)).toBe(bytes.length);
      expect(capi.heap.u8.slice(source, source + bytes.length)).toEqual(bytes);
      capi.allocator.free(source);
      capi.allocator.free(target);
    }),
    { numRuns: 50 },
  );
});

it("refuses what is no page", () => {
  for (const text of ["5", "5g", "!!", "ß0", "0x"])
    expect(() => decodePage(text, new Uint8Array(10)), text).toThrow(/not encoded as kvvfs/);
});
