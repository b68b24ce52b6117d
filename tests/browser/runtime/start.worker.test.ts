import { expect, it } from "vitest";
import { loadEngine } from "../../../src/engine/index.js";

const MIB = 1024 * 1024;

it("compiles the engine while it arrives, without a warning", async () => {
  const lines: string[] = [];
  const { runtime } = await loadEngine({ config: { printErr: (line) => lines.push(line) } });
  expect(runtime.status).toBe("ready");
  expect(lines).toEqual([]);
});

it("resolves what locateFile gives from where the worker is", async () => {
  const located = await loadEngine({ config: { locateFile: (fileName) => `/src/${fileName}` } });
  expect(located.runtime.status).toBe("ready");
  const astray = loadEngine({ config: { locateFile: () => "/dist/astray.wasm" } });
  const url = new URL("/dist/astray.wasm", self.location.href).href;
  await expect(astray).rejects.toMatchObject({
    code: "wasm-fetch",
    message: `${url} could not be fetched: HTTP status 404`,
  });
});

it("grows its memory beyond 1 GiB, and what was written stays", async () => {
  const { allocator, heap } = await loadEngine();
  const mark = allocator.allocCString("still here");
  while (heap.byteLength <= 1024 * MIB) allocator.alloc(64 * MIB);
  expect(heap.u8.buffer).toBe(heap.memory.buffer);
  expect(new TextDecoder().decode(heap.copyOut(mark, 10))).toBe("still here");
});

it("ends with an error of its own when wasm traps or the stack is used up", async () => {
  const recurse = (): number => recurse() + 1;
  const { runtime: trapping } = await loadEngine();
  const { runtime: overflowing } = await loadEngine();
  for (const [runtime, fail] of [
    [trapping, () => trapping.exports.sqlite3_free(0x7fff_0000)],
    [overflowing, recurse],
  ] as const) {
    try {
      fail();
    } catch (error) {
      expect(runtime.interpret(error)).toMatchObject({ code: "abort", cause: error });
    }
    expect(runtime.status).toBe("aborted");
  }
});
