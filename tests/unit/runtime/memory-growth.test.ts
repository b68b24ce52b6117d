import { describe, expect, it } from "vitest";
import { growthSizes } from "../../../src/runtime/index.js";
import { compiledSqliteWasm } from "../../support/engine/sqlite-wasm.js";
import { startTestRuntime } from "../../support/engine/start-test-runtime.js";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const PAGE = 64 * KIB;

describe("the sizes that a growth tries", () => {
  it.each([
    // current, requested, limit, expected
    [10 * MIB, 10 * MIB + 1, 2 * GIB, [12 * MIB, 11 * MIB, 10.5 * MIB, 10 * MIB + PAGE]],
    [8 * MIB, 8 * MIB + 1, 2 * GIB, [154 * PAGE, 141 * PAGE, 135 * PAGE, 129 * PAGE]],
    // A request beyond every step is met as it is, in whole pages.
    [10 * MIB, 100 * MIB, 2 * GIB, [100 * MIB]],
    [10 * MIB, 100 * MIB + 1, 2 * GIB, [100 * MIB + PAGE]],
    // A request between two steps: the smaller steps give way to it.
    [10 * MIB, 10.75 * MIB, 2 * GIB, [12 * MIB, 11 * MIB, 10.75 * MIB]],
    // No step is larger than 96 MiB.
    [1 * GIB, 1 * GIB + 1, 2 * GIB, [1 * GIB + 96 * MIB, 1 * GIB + 51.25 * MIB, 1 * GIB + PAGE]],
    // The limit cuts the steps, and is itself allowed.
    [100 * MIB, 101 * MIB, 108 * MIB, [108 * MIB, 105 * MIB, 101 * MIB]],
    [100 * MIB, 108 * MIB, 108 * MIB, [108 * MIB]],
    [2 * GIB - PAGE, 2 * GIB, 2 * GIB, [2 * GIB]],
    // Beyond the limit there is nothing to try.
    [100 * MIB, 108 * MIB + 1, 108 * MIB, []],
    [100 * MIB, 4 * GIB - 1, 2 * GIB, []],
  ])("from %d to %d bytes within %d", (current, requested, limit, expected) => {
    expect(growthSizes(current, requested, limit)).toEqual(expected);
  });
});

describe("the memory", () => {
  it("starts at 8 MiB and may have 2 GiB, unless the options say otherwise", async () => {
    const usual = await startTestRuntime();
    expect([usual.heap.byteLength, usual.memoryLimit]).toEqual([8 * MIB, 2 * GIB]);
    const small = await startTestRuntime({}, { memory: { initialPages: 160, maximumPages: 256 } });
    expect([small.heap.byteLength, small.memoryLimit]).toEqual([10 * MIB, 16 * MIB]);
  });

  it.each([
    { initialPages: 127 },
    { initialPages: 128.5 },
    { initialPages: 200, maximumPages: 199 },
    { maximumPages: 32_769 },
  ])("refuses %j with a RangeError", async (memory) => {
    await expect(startTestRuntime({}, { memory })).rejects.toThrow(RangeError);
  });

  it("grows with fresh views, and what was written before is still there", async () => {
    const { allocator, heap, memory } = await startTestRuntime();
    const address = allocator.allocBytes(Uint8Array.of(1, 2, 3));
    const before = heap.u8;
    allocator.alloc(9 * MIB);
    expect(before.byteLength).toBe(0);
    expect(heap.byteLength).toBeGreaterThan(9 * MIB);
    expect(heap.byteLength % PAGE).toBe(0);
    const views = [
      ...[heap.u8, heap.i8, heap.u16, heap.i16, heap.u32, heap.i32],
      ...[heap.u64, heap.i64, heap.f32, heap.f64, heap.view],
    ];
    expect(views.every((view) => view.buffer === memory.buffer)).toBe(true);
    expect([...heap.bytes(address, 3)]).toEqual([1, 2, 3]);
  });

  it("refuses what exceeds the limit, and goes on", async () => {
    const { exports, heap } = await startTestRuntime({}, { memory: { maximumPages: 256 } });
    expect(exports.sqlite3_malloc(20 * MIB)).toBe(0);
    expect(exports.sqlite3_malloc(0x7fff_ff00)).toBe(0);
    expect(heap.byteLength).toBe(8 * MIB);
    expect(exports.sqlite3_malloc(8 * MIB)).toBeGreaterThan(0);
    expect(heap.byteLength).toBeGreaterThan(8 * MIB);
  });

  it("takes sizes of 2 GiB and more, which C passes as negative numbers", async () => {
    let env: Record<string, WebAssembly.ImportValue> = {};
    const { heap } = await startTestRuntime({
      instantiateWasm: async (imports, receive) => {
        env = imports.env ?? {};
        receive(await WebAssembly.instantiate(await compiledSqliteWasm(), imports));
      },
    });
    const resize = env.emscripten_resize_heap as (requested: number) => number;
    expect((env.emscripten_get_heap_max as () => number)()).toBe(2 * GIB);
    expect(resize(-1)).toBe(0);
    expect(heap.byteLength).toBe(8 * MIB);
    expect(resize(9 * MIB)).toBe(1);
    expect(heap.byteLength).toBeGreaterThanOrEqual(9 * MIB);
    expect(resize(1)).toBe(1);
  });
});
