import { describe, expect, it } from "vitest";
import {
  type CString,
  cStringLength,
  cStringSize,
  Heap,
  NULL,
  type Pointer,
  readCString,
  WASM_PAGE_SIZE,
  WasmOutOfMemoryError,
  writeCString,
} from "../../../src/wasm/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

const AT = 64 as CString;

function newHeap(): Heap {
  return new Heap(new WebAssembly.Memory({ initial: 1, maximum: 4 }));
}

describe("Heap", () => {
  it("shows grown memory after a refresh and keeps what was written", () => {
    const heap = newHeap();
    heap.u8[AT] = 7;
    heap.memory.grow(1);
    expect(heap.u8.length).toBe(0);
    heap.refresh();
    expect(heap.byteLength).toBe(2 * WASM_PAGE_SIZE);
    expect(heap.u8[AT]).toBe(7);
  });

  it("reads and stores every width, 64-bit ones at any address", () => {
    const heap = newHeap();
    heap.pokeI64(65 as Pointer, -(2n ** 63n));
    expect(heap.peekI64(65 as Pointer)).toBe(-(2n ** 63n));
    heap.pokePointer(AT, 0x1234 as Pointer);
    expect(heap.peekPointer(AT)).toBe(0x1234);
    expect([...heap.copyOut(AT, 2)]).toEqual([0x34, 0x12]);
  });
});

describe("C strings", () => {
  it.each(["", "plain", "héllo €", "𝄞 clef"])("come back as they went in: %j", (text) => {
    const heap = newHeap();
    expect(writeCString(heap, text, AT, 64)).toBe(cStringSize(text));
    expect(cStringLength(heap, AT)).toBe(cStringSize(text) - 1);
    expect(readCString(heap, AT)).toBe(text);
  });

  it("are cut between characters where there is too little room", () => {
    const heap = newHeap();
    expect(writeCString(heap, "a€", AT, 4)).toBe(2);
    expect(readCString(heap, AT)).toBe("a");
    expect(writeCString(heap, "a", AT, 0)).toBe(0);
  });

  it("may be null", () => {
    expect(readCString(newHeap(), NULL)).toBeNull();
    expect(cStringLength(newHeap(), NULL)).toBe(0);
  });
});

describe("the allocator", () => {
  it("frees what withStack took, also when the body throws", async () => {
    const { allocator } = await loadTestEngine();
    const first = allocator.withStack(16, (address) => address);
    expect(() =>
      allocator.withStack(16, () => {
        throw new Error("body");
      }),
    ).toThrow("body");
    expect(allocator.withStack(16, (address) => address)).toBe(first);
    expect(() => allocator.withStack(1 << 20, () => 0)).toThrow(WasmOutOfMemoryError);
  });

  it("keeps contents when it resizes, and says when memory is used up", async () => {
    const { allocator, heap } = await loadTestEngine({ memory: { maximumPages: 256 } });
    const block = allocator.allocBytes(Uint8Array.of(1, 2, 3));
    const larger = allocator.realloc(block, 100_000);
    expect([...heap.bytes(larger, 3)]).toEqual([1, 2, 3]);
    expect(() => allocator.realloc(larger, 2 ** 30)).toThrow(WasmOutOfMemoryError);
    expect(() => allocator.alloc(2 ** 30)).toThrow(WasmOutOfMemoryError);
    expect([...heap.bytes(larger, 3)]).toEqual([1, 2, 3]);
    allocator.free(larger);
  });
});
