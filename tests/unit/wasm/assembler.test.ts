import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Access,
  apply,
  assembleModule,
  type Code,
  call,
  copyMemory,
  type FunctionSource,
  get,
  giveBack,
  type Import,
  i32,
  i64,
  load,
  Op,
  repeatWhile,
  set,
  store,
  ValueType,
  when,
} from "../../../src/wasm/index.js";

const { i32: I, i64: L } = ValueType;
type Exported = (...args: (number | bigint)[]) => number | bigint;

function instantiate(
  functions: Record<string, FunctionSource>,
  imports: Import[] = [],
  environment: Record<string, Exported> = {},
) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(assembleModule(imports, functions));
  const { exports } = new WebAssembly.Instance(module, { env: { memory, ...environment } });
  return { memory: new Uint8Array(memory.buffer), exports: exports as Record<string, Exported> };
}

function give(body: Code, result: ValueType = I): FunctionSource {
  return { parameters: [], results: [result], locals: [], body };
}

describe("the assembler", () => {
  it("encodes constants of any size", () => {
    const edges = [0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)];
    const functions = edges.map((value, index) => [`f${index}`, give(i32(value))] as const);
    const { exports } = instantiate(Object.fromEntries(functions));
    expect(edges.map((_, index) => exports[`f${index}`]?.())).toEqual(edges);
    fc.assert(
      fc.property(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (small, large) => {
        const { exports } = instantiate({ small: give(i32(small)), large: give(i64(large), L) });
        expect([exports.small?.(), exports.large?.()]).toEqual([small, large]);
      }),
      { numRuns: 100 },
    );
  });

  it("makes modules with more functions, locals and code than one byte counts", () => {
    const long = Array.from({ length: 300 }, (_, index) => set(1, i32(index))).flat();
    const source: FunctionSource = {
      parameters: [I],
      results: [I],
      locals: Array.from({ length: 100 }, () => I),
      body: [...long, ...apply(Op.add, get(0), get(1))],
    };
    const names = Array.from({ length: 200 }, (_, index) => `function ${index}`);
    const { exports } = instantiate(Object.fromEntries(names.map((name) => [name, source])));
    expect(names.map((name, index) => exports[name]?.(index))).toEqual(names.map((_, index) => index + 299));
  });

  it("writes loops, conditions, calls and memory", () => {
    const [from, count, sum] = [0, 1, 2];
    const total: FunctionSource = {
      parameters: [I, I],
      results: [I],
      locals: [I],
      body: [
        repeatWhile(
          get(count),
          set(sum, apply(Op.add, get(sum), load(Access.u8, get(from)))),
          set(from, apply(Op.add, get(from), i32(1))),
          set(count, apply(Op.subtract, get(count), i32(1))),
        ),
        call(0, get(sum)),
        when(apply(Op.eqz, get(sum)), [giveBack(i32(-1))], [store(Access.i32, i32(64), get(sum))]),
        copyMemory(i32(96), i32(64), i32(4)),
        load(Access.i32, i32(90), 6),
      ].flat(),
    };
    const told: unknown[] = [];
    const tell: Import = { name: "tell", parameters: [I], results: [] };
    const { exports, memory } = instantiate({ total }, [tell], {
      tell: (value) => told.push(value),
    });
    memory.set([200, 100, 50], 10);
    expect([exports.total?.(10, 3), exports.total?.(0, 0)]).toEqual([350, -1]);
    expect(told).toEqual([350, 0]);
  });
});
