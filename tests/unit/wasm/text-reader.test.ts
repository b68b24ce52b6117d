import fc from "fast-check";
import { expect, it } from "vitest";
import { Heap, TextReader } from "../../../src/wasm/index.js";

it("TextReader reads what TextDecoder reads, whatever the bytes and their number", () => {
  const heap = new Heap(new WebAssembly.Memory({ initial: 1 }));
  const reader = new TextReader(heap);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 100, max: 0x7f }));
  fc.assert(
    fc.property(bytes, fc.nat(1000), (content, address) => {
      heap.u8.set(content, address);
      expect(reader.read(address, content.length)).toBe(decoder.decode(content));
    }),
  );
});
