import { type Loose, type ParityCall, type ParityCalls, set } from "../subject.js";

/** Reads what a call wrote, in a block of zeroed memory. */
function block(body: (address: unknown, wasm: Loose) => unknown): ParityCall {
  return ({ wasm }) => body(wasm.pstack.alloc(64), wasm);
}

/** Heap views, reading and writing numbers, pointers as numbers. */
export const numberCalls: ParityCalls = {
  ...Object.fromEntries(
    ["heap8", "heap8u", "heap16", "heap16u", "heap32", "heap32u"].map((name) => [
      `${name}()`,
      ({ wasm }: Loose) => (wasm[name] as Loose)().constructor.name,
    ]),
  ),
  ...Object.fromEntries(
    [8, 16, 32, 64].flatMap((bits) =>
      [undefined, true, false].map((unsigned) => [
        `heapForSize(${bits}, ${unsigned})`,
        ({ wasm }: Loose) =>
          (unsigned === undefined ? wasm.heapForSize(bits) : wasm.heapForSize(bits, unsigned)).constructor
            .name,
      ]),
    ),
  ),
  ...Object.fromEntries(
    [
      Int8Array,
      Uint8Array,
      Int16Array,
      Uint16Array,
      Int32Array,
      Uint32Array,
      BigInt64Array,
      BigUint64Array,
    ].map((view) => [
      `heapForSize(${view.name})`,
      ({ wasm }: Loose) => wasm.heapForSize(view).constructor.name,
    ]),
  ),
  ...Object.fromEntries(
    [7, 128, "8", "i8", null, undefined, Float32Array, Float64Array, Uint8ClampedArray].map((size) => [
      `heapForSize(${typeof size === "function" ? size.name : JSON.stringify(size)})`,
      ({ wasm }: Loose) => wasm.heapForSize(size),
    ]),
  ),
  "the heap is the memory": ({ wasm }) => wasm.heap8u().buffer === wasm.memory.buffer,

  "poke() gives the namespace": block((at, wasm) => wasm.poke(at, 1) === wasm),
  "poke8() gives the namespace": block((at, wasm) => wasm.poke8(at, 1) === wasm),
  "pokePtr() gives the namespace": block((at, wasm) => wasm.pokePtr(at, 1) === wasm),
  ...Object.fromEntries(
    (
      [
        ["i8", 300],
        ["i8", -1],
        ["i1", 1],
        ["i16", 70_000],
        ["i16", 40_000],
        ["i32", 2 ** 31],
        ["i32", 2 ** 32 + 5],
        ["i32", -2],
        ["i32", "12"],
        ["i32", "x"],
        ["i32", undefined],
        ["i32", null],
        ["i32", true],
        ["i32", 1n],
        ["i32", {}],
        ["i64", 5],
        ["i64", -5n],
        ["i64", 2n ** 64n],
        ["i64", "13"],
        ["i64", true],
        ["i64", 1.5],
        ["i64", "x"],
        ["i64", undefined],
        ["f32", 1.1],
        ["float", 1.1],
        ["f64", 1.1],
        ["double", -1.1e300],
        ["f64", "2.5"],
        ["f64", "x"],
        ["f64", 3n],
        ["*", 77],
        ["**", 77],
        ["i8*", 77],
        ["sqlite3*", 77],
        ["int", 1],
        ["u8", 1],
        ["nope", 1],
        ["", 1],
        [null, 1],
        [8, 1],
      ] as const
    ).map(([type, value]) => [
      `poke(${typeof value} ${String(value)}, ${JSON.stringify(type)}) and peek`,
      block((at, wasm) => {
        wasm.poke(at, value, type);
        return wasm.peek(at, type);
      }),
    ]),
  ),
  "peek() reads i8": block((at, wasm) => wasm.poke(at, 300, "i32").peek(at)),
  "peek(address, 'nope')": block((at, wasm) => wasm.peek(at, "nope")),
  "peek(address, null)": block((at, wasm) => wasm.peek(at, null)),
  "peek([two addresses])": block((at, wasm) => {
    wasm.poke([at, wasm.ptr.add(at, 8)], 7, "i32");
    return wasm.peek([at, wasm.ptr.add(at, 8), wasm.ptr.add(at, 4)], "i32");
  }),
  "peek([])": ({ wasm }) => wasm.peek([]),
  "poke([], 1)": ({ wasm }) => wasm.poke([], 1) === wasm,
  "peek at an odd address": block((at, wasm) => wasm.poke32(at, 7).peek(wasm.ptr.add(at, 2), "i32")),
  "peek32(two addresses)": block((at, wasm) => wasm.poke32(at, 7).peek32(at, wasm.ptr.add(at, 4))),
  "peek32([two addresses])": block((at, wasm) => wasm.poke32(at, 7).peek32([at, wasm.ptr.add(at, 4)])),
  "poke8 and peek8": block((at, wasm) => wasm.poke8(at, 200).peek8(at)),
  "poke16 and peek16": block((at, wasm) => wasm.poke16(at, 40_000).peek16(at)),
  "poke32 and peek32": block((at, wasm) => wasm.poke32(at, -2).peek32(at)),
  "poke64 and peek64": block((at, wasm) => wasm.poke64(at, -2n).peek64(at)),
  "poke64(number)": block((at, wasm) => wasm.poke64(at, 7).peek64(at)),
  "poke64(1.5)": block((at, wasm) => wasm.poke64(at, 1.5)),
  "poke64('x')": block((at, wasm) => wasm.poke64(at, "x")),
  "poke32f and peek32f": block((at, wasm) => wasm.poke32f(at, 1.1).peek32f(at)),
  "poke64f and peek64f": block((at, wasm) => wasm.poke64f(at, 1.1).peek64f(at)),
  "poke64f(bigint)": block((at, wasm) => wasm.poke64f(at, 3n)),
  "pokePtr and peekPtr": block((at, wasm) => wasm.pokePtr(at, 99).peekPtr(at)),
  "pokePtr(address)": block((at, wasm) => wasm.pokePtr(at, 99).pokePtr(at).peekPtr(at)),
  "pokePtr(address, null)": block((at, wasm) => wasm.pokePtr(at, 99).pokePtr(at, null).peekPtr(at)),
  "pokePtr(address, 'x')": block((at, wasm) => wasm.pokePtr(at, "x").peekPtr(at)),
  "pokePtr(address, 1n)": block((at, wasm) => wasm.pokePtr(at, 1n)),
  "pokePtr([two addresses], 5)": block((at, wasm) => {
    const both = [at, wasm.ptr.add(at, 4)];
    return wasm.pokePtr(both, 5).peekPtr(both);
  }),
  "peek(-8)": ({ wasm }) => wasm.peek(-8, "i32"),
  "peek(outside the memory)": ({ wasm }) => wasm.peek(2 ** 31 - 8, "i32"),
  "peek(outside the memory, 'i64')": ({ wasm }) => wasm.peek(2 ** 31 - 8, "i64"),
  "poke(outside the memory)": ({ wasm }) => wasm.poke(2 ** 31 - 8, 1, "i32") === wasm,
  "peek('x')": ({ wasm }) => wasm.peek("x", "i32"),
  "peek(undefined)": ({ wasm }) => wasm.peek(undefined, "i32"),
  "peek8()": ({ wasm }) => wasm.peek8(),
  "peek(null)": ({ wasm }) => wasm.peek(null, "i32"),
  "getMemValue is peek": ({ wasm }) => wasm.getMemValue === wasm.peek,
  "setMemValue is poke": ({ wasm }) => wasm.setMemValue === wasm.poke,
  "getPtrValue is peekPtr": ({ wasm }) => wasm.getPtrValue === wasm.peekPtr,
  "setPtrValue is pokePtr": ({ wasm }) => wasm.setPtrValue === wasm.pokePtr,

  ...Object.fromEntries(
    [
      0,
      1,
      -1,
      1.5,
      "1",
      null,
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 31 - 1,
      2 ** 31,
      2 ** 32,
      1n,
      -1n,
      {},
      true,
    ].map((value) => [
      `isPtr(${typeof value} ${String(value)})`,
      ({ wasm }: Loose) => [wasm.isPtr(value), wasm.isPtr32(value), wasm.isPtr64(value)],
    ]),
  ),
  "ptr.null, ptr.size, ptr.ir": ({ wasm }) => [wasm.ptr.null, wasm.ptr.size, wasm.ptr.ir],
  ...Object.fromEntries(
    [5, "5", -1, 1.9, null, undefined, 5n, 2 ** 32 + 1, {}, true].map((value) => [
      `ptr.coerce(${typeof value} ${String(value)})`,
      ({ wasm }: Loose) => wasm.ptr.coerce(value),
    ]),
  ),
  "ptr.add(1, 2, 3)": ({ wasm }) => wasm.ptr.add(1, 2, 3),
  "ptr.add(1, 2n)": ({ wasm }) => wasm.ptr.add(1, 2n),
  "ptr.add('1', 2)": ({ wasm }) => wasm.ptr.add("1", 2),
  "ptr.add(1, null)": ({ wasm }) => wasm.ptr.add(1, null),
  "ptr.add()": ({ wasm }) => wasm.ptr.add(),
  "ptr.addn(1, 2n)": ({ wasm }) => wasm.ptr.addn(1, 2n),
  "ptr.null cannot be set": ({ wasm }) => {
    set(wasm.ptr, "null", 3);
  },
  ...Object.fromEntries(
    [
      "i8",
      "i16",
      "i32",
      "i64",
      "f32",
      "float",
      "f64",
      "double",
      "*",
      "**",
      "x*",
      "int",
      "nope",
      "",
      8,
      null,
    ].map((type) => [`sizeofIR(${JSON.stringify(type)})`, ({ wasm }: Loose) => wasm.sizeofIR(type)]),
  ),
};
