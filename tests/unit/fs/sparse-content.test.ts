import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SparseContent } from "../../../src/fs/content/sparse-content.js";
import { createFs, O_CREAT, O_RDWR } from "../../../src/fs/index.js";

const GIB = 2 ** 30;

function bytesAt(content: SparseContent, position: number, length: number): number[] {
  const bytes = new Uint8Array(length).fill(255);
  return [...bytes.subarray(0, content.read(bytes, 0, length, position))];
}

describe("sparse contents", () => {
  it("hold what a plain array of bytes holds", () => {
    const size = fc.integer({ min: 0, max: 40_000 });
    const count = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(4095, 4096, 4097, 8192, 12_000));
    const operation = fc.oneof(
      fc.record({ kind: fc.constant("write" as const), position: size, length: count }),
      fc.record({ kind: fc.constant("truncate" as const), position: size, length: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
        const content = new SparseContent();
        let model = new Uint8Array(0);
        const resize = (length: number): void => {
          const resized = new Uint8Array(length);
          resized.set(model.subarray(0, length));
          model = resized;
        };
        for (const [index, { kind, position, length }] of operations.entries()) {
          if (kind === "truncate") {
            content.truncate(position);
            resize(position);
          } else if (length > 0) {
            // Written from the middle of a larger buffer.
            const source = Uint8Array.from({ length: length + 7 }, (_, byte) => (byte * 31 + index) & 255);
            content.write(source, 5, length, position);
            if (position + length > model.length) resize(position + length);
            model.set(source.subarray(5, 5 + length), position);
          }
          expect(content.size).toBe(model.length);
        }
        const read = new Uint8Array(model.length + 20);
        expect(content.read(read, 3, read.length - 3, 0)).toBe(model.length);
        expect(Buffer.compare(read.subarray(3, 3 + model.length), model)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("reach past 5 GiB at the cost of what is written", () => {
    const content = new SparseContent();
    content.write(Uint8Array.of(1, 2, 3), 0, 3, 5 * GIB - 1);
    content.write(Uint8Array.of(4), 0, 1, Number.MAX_SAFE_INTEGER - 1);
    expect(content.size).toBe(Number.MAX_SAFE_INTEGER);
    expect(content.storedBytes).toBe(3 * 4096);
    expect(bytesAt(content, 5 * GIB - 3, 6)).toEqual([0, 0, 1, 2, 3, 0]);
    expect(bytesAt(content, Number.MAX_SAFE_INTEGER - 2, 6)).toEqual([0, 4]);
    content.truncate(5 * GIB);
    expect(content.storedBytes).toBe(4096);
    expect(bytesAt(content, 5 * GIB - 1, 6)).toEqual([1]);
  });

  it("read as zeros where a cut was grown over again", () => {
    const content = new SparseContent();
    content.write(new Uint8Array(10_000).fill(7), 0, 10_000, 0);
    content.truncate(4_100);
    content.truncate(10_000);
    expect(bytesAt(content, 4_098, 4)).toEqual([7, 7, 0, 0]);
    expect(bytesAt(content, 9_999, 4)).toEqual([0]);
  });

  it("give their memory back", () => {
    const content = new SparseContent();
    content.write(new Uint8Array(3 << 20), 0, 3 << 20, 0);
    expect(content.storedBytes).toBe(3 << 20);
    content.truncate(1 << 20);
    expect(content.storedBytes).toBe(1 << 20);
    content.truncate(0);
    expect(content.storedBytes).toBe(0);
  });

  it("show in stat as blocks", () => {
    const fs = createFs();
    const stream = fs.open("/f", O_CREAT | O_RDWR);
    fs.write(stream, new Uint8Array(10), 0, 10, 5 * GIB);
    expect(fs.fstat(stream.fd)).toMatchObject({ size: 5 * GIB + 10, blocks: 8, blksize: 4096 });
  });
});
