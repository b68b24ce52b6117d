import type { Loose, ParityCall, ParityCalls } from "../subject.js";

/** Converts a value as an argument of a type. */
function argument(type: unknown, value: unknown): ParityCall {
  return ({ wasm }) => wasm.scopedAllocCall(() => wasm.xWrap.testConvertArg(type, value));
}

/** Converts a value as a result of a type. */
function result(type: unknown, value: unknown): ParityCall {
  return ({ wasm }) => wasm.xWrap.testConvertResult(type, value);
}

const VALUES: readonly unknown[] = [0, 300, -70_000, 2 ** 32 + 1, 1.7, "12", "x", null, undefined, true, 5n];
const NUMBER_TYPES = ["i8", "i16", "i32", "int", "i64", "f32", "float", "f64", "double", "*", "i64*"];
const BYTES = new TextEncoder().encode("select 1;");

/** `xWrap`, its types and adapters. */
export const wrapCalls: ParityCalls = {
  ...Object.fromEntries(
    [...NUMBER_TYPES, "**"].flatMap((type) =>
      VALUES.map((value) => [`argument ${typeof value} ${String(value)} as ${type}`, argument(type, value)]),
    ),
  ),
  ...Object.fromEntries(
    [...NUMBER_TYPES, "pointer", "number"].flatMap((type) =>
      VALUES.map((value) => [`result ${typeof value} ${String(value)} as ${type}`, result(type, value)]),
    ),
  ),
  ...Object.fromEntries(
    ["pointer", "string:dealloc", "json", "number", "void", "u8", "bool", "nope", ""].map((type) => [
      `argument of type '${type}'`,
      argument(type, 0),
    ]),
  ),
  ...Object.fromEntries(
    ["**", "string:flexible", "string:static", "u8", "bool", "nope", ""].map((type) => [
      `result of type '${type}'`,
      result(type, 0),
    ]),
  ),
  ...Object.fromEntries(
    [5, null, undefined, 1.5, {}].map((value) => [
      `argument ${JSON.stringify(value)} as string`,
      argument("string", value),
    ]),
  ),
  "argument text as string": ({ wasm }) =>
    wasm.scopedAllocCall(() => wasm.cstrToJs(wasm.xWrap.testConvertArg("string", "é"))),
  "argument text as utf8": ({ wasm }) =>
    wasm.scopedAllocCall(() => wasm.cstrToJs(wasm.xWrap.testConvertArg("utf8", "é"))),
  "argument text as string outside a scope": ({ wasm }) => wasm.xWrap.testConvertArg("string", "x"),
  "argument text as string:static": ({ wasm }) => {
    const first = wasm.xWrap.testConvertArg("string:static", "hi");
    return [wasm.xWrap.testConvertArg("string:static", "hi") === first, wasm.cstrToJs(first)];
  },
  "argument pointer as string:static": argument("string:static", 5),
  "argument object as string:static": ({ wasm }) =>
    wasm.cstrToJs(wasm.xWrap.testConvertArg("string:static", {})),
  "argument null as string:static": ({ wasm }) =>
    wasm.cstrToJs(wasm.xWrap.testConvertArg("string:static", null)),
  "argument as null": argument(null, "kept"),
  "argument as 'null'": argument("null", "kept"),
  "result 0 as string": result("string", 0),
  "result text as string": ({ wasm }) => wasm.xWrap.testConvertResult("string", wasm.allocCString("hi")),
  "result text as utf8:dealloc": ({ wasm }) =>
    wasm.xWrap.testConvertResult("utf8:dealloc", wasm.allocCString("hi")),
  "result 0 as string:dealloc": result("string:dealloc", 0),
  "result text as json": ({ wasm }) => wasm.xWrap.testConvertResult("json", wasm.allocCString('{"a":[1]}')),
  "result text as json:dealloc": ({ wasm }) =>
    wasm.xWrap.testConvertResult("json:dealloc", wasm.allocCString("[1]")),
  "result bad text as json": ({ wasm }) => wasm.xWrap.testConvertResult("json", wasm.allocCString("{")),
  "result 0 as json": result("json", 0),
  "result as void": result("void", 5),
  "result as undefined": result(undefined, 5),
  "result as null": result(null, 5),
  "result as 'null'": result("null", 5),

  ...Object.fromEntries(
    ["string", "utf8", "json", "i8", "i16", "i32", "i64", "number", "f64", "void", "*", undefined].map(
      (type) => [
        `xWrap('sqlite3_libversion_number', ${String(type)})()`,
        ({ wasm }: Loose) =>
          type === "string" || type === "utf8" || type === "json"
            ? wasm.xWrap("sqlite3_libversion", type)()
            : wasm.xWrap("sqlite3_libversion_number", type)(),
      ],
    ),
  ),
  "xWrap(name, null) is the function": ({ wasm }) =>
    wasm.xWrap("sqlite3_libversion", null) === wasm.exports.sqlite3_libversion,
  "xWrap(name) drops the result": ({ wasm }) => wasm.xWrap("sqlite3_libversion_number")(),
  "xWrap().length": ({ wasm }) => wasm.xWrap("sqlite3_complete", "i32", "string").length,
  "xWrap(name, type, argument type)": ({ wasm }) =>
    wasm.xWrap("sqlite3_complete", "i32", "string")("select 1;"),
  "xWrap(name, type, [argument types])": ({ wasm }) =>
    wasm.xWrap("sqlite3_complete", "i32", ["string"])("select"),
  "xWrap() frees its texts": ({ wasm }) => {
    wasm.xWrap("sqlite3_complete", "i32", ["string"])("select");
    return wasm.scopedAlloc.level;
  },
  ...Object.fromEntries(
    (
      [
        ["text", "select 1;"],
        ["pieces", ["sel", "ect", " 1;"]],
        ["bytes", BYTES],
        ["signed bytes", new Int8Array(BYTES)],
        ["buffer", BYTES.buffer],
        ["no pieces", []],
      ] as const
    ).map(([name, value]) => [
      `xWrap() with ${name} as string:flexible`,
      ({ wasm }: Loose) => wasm.xWrap("sqlite3_complete", "i32", ["string:flexible"])(value),
    ]),
  ),
  "xWrap() with a C string as string:flexible": ({ wasm }) =>
    wasm.xWrap("sqlite3_complete", "i32", ["string:flexible"])(wasm.allocCString("select 1;")),
  "xWrap() with null as string:flexible": ({ wasm }) =>
    wasm.xWrap((x: number) => x, "i32", ["string:flexible"])(null),
  "xWrap('nope')": ({ wasm }) => wasm.xWrap("nope", "i32", []),
  "xWrap()": ({ wasm }) => wasm.xWrap(),
  "xWrap(name, unknown result type)": ({ wasm }) => wasm.xWrap("sqlite3_libversion", "nope"),
  "xWrap(name, type, unknown argument type)": ({ wasm }) => wasm.xWrap("sqlite3_complete", "i32", ["nope"]),
  "xWrap(name, type, [undefined])": ({ wasm }) => wasm.xWrap("sqlite3_complete", "i32", [undefined]),
  "xWrap(name, type, [null])": ({ wasm }) => typeof wasm.xWrap("sqlite3_complete", "i32", [null]),
  "xWrap(name, type, too few)": ({ wasm }) => wasm.xWrap("sqlite3_complete", "i32"),
  "xWrap(name, type, too many)": ({ wasm }) => wasm.xWrap("sqlite3_libversion", "i32", ["i32"]),
  "a wrapper with too few arguments": ({ wasm }) => wasm.xWrap("sqlite3_complete", "i32", ["string"])(),
  "a wrapper with too many arguments": ({ wasm }) =>
    wasm.xWrap("sqlite3_complete", "i32", ["string"])("a", "b"),
  "xWrap(f)": ({ wasm }) => wasm.xWrap((x: number) => x + 1, "i32", ["i32"])("41.7"),
  "xWrap(f that throws)": ({ wasm }) =>
    wasm.xWrap(
      () => {
        throw new RangeError("mine");
      },
      "i32",
      [],
    )(),
  "xWrap(exported function)": ({ wasm }) =>
    wasm.xWrap(wasm.exports.sqlite3_complete, "i32", ["string"])("select 1;"),
  "xWrap(function pointer)": ({ wasm }) => {
    const pointer = wasm.installFunction("i(i)", (x: number) => x + 1);
    const value = wasm.xWrap(pointer, "i32", ["i32"])(5);
    wasm.uninstallFunction(pointer);
    return value;
  },
  "xWrap(f, result function)": ({ wasm }) =>
    wasm.xWrap(
      (x: number) => x,
      (v: number) => v * 5,
      ["i32"],
    ),
  "xCallWrapped(name, type, types, arguments)": ({ wasm }) =>
    wasm.xCallWrapped("sqlite3_complete", "i32", ["string"], "select 1;"),
  "xCallWrapped(name, type, types, [arguments])": ({ wasm }) =>
    wasm.xCallWrapped("sqlite3_complete", "i32", ["string"], ["select 1;"]),
  "xCallWrapped(name, type, one type, argument)": ({ wasm }) =>
    wasm.xCallWrapped("sqlite3_complete", "i32", "string", "select 1;"),
  "xCallWrapped(name, type, null)": ({ wasm }) => wasm.xCallWrapped("sqlite3_libversion", "string", null),
  "xCallWrapped(name, type)": ({ wasm }) => wasm.xCallWrapped("sqlite3_libversion", "string"),
  "xCallWrapped() with too few": ({ wasm }) => wasm.xCallWrapped("sqlite3_complete", "i32", ["string"]),
  "xCallWrapped('nope')": ({ wasm }) => wasm.xCallWrapped("nope", "i32", []),

  "argAdapter(unknown)": ({ wasm }) => wasm.xWrap.argAdapter("nope"),
  "argAdapter(known)": ({ wasm }) => wasm.xWrap.argAdapter("*"),
  "argAdapter(name, f) is itself": ({ wasm }) =>
    wasm.xWrap.argAdapter("parity-1", (v: number) => v + 1) === wasm.xWrap.argAdapter,
  "a call through an own argument adapter": ({ wasm }) => {
    wasm.xWrap.argAdapter("parity-2", (v: number) => v + 1);
    return wasm.xWrap((x: number) => x, null, ["parity-2"])(4);
  },
  "an own argument adapter may allocate": ({ wasm }) => {
    wasm.xWrap.argAdapter("parity-3", (v: string) => wasm.scopedAllocCString(`${v} 1;`));
    return wasm.xWrap("sqlite3_complete", "i32", ["parity-3"])("select");
  },
  "an argument adapter gets all arguments": ({ wasm }) => {
    wasm.xWrap.argAdapter("parity-4", (_: number, all: number[], index: number) => all.length * 10 + index);
    return wasm.xWrap((_: number, x: number) => x, "i32", ["i32", "parity-4"])(7, 8);
  },
  "argAdapter(name, null) removes": ({ wasm }) => {
    wasm.xWrap.argAdapter("parity-5", (v: number) => v);
    wasm.xWrap.argAdapter("parity-5", null);
    return wasm.xWrap.argAdapter("parity-5");
  },
  "argAdapter(name, 5)": ({ wasm }) => wasm.xWrap.argAdapter("parity-6", 5),
  "argAdapter(5, f)": ({ wasm }) => wasm.xWrap.argAdapter(5, () => {}),
  "argAdapter()": ({ wasm }) => wasm.xWrap.argAdapter(),
  "resultAdapter()": ({ wasm }) => wasm.xWrap.resultAdapter(),
  "resultAdapter(name, f) is itself": ({ wasm }) =>
    wasm.xWrap.resultAdapter("parity-1", (v: number) => v * 3) === wasm.xWrap.resultAdapter,
  "a call through an own result adapter": ({ wasm }) => {
    wasm.xWrap.resultAdapter("parity-2", (v: number) => v * 3);
    return wasm.xWrap((x: number) => x, "parity-2", ["i32"])(4);
  },
  "an adapter may be replaced": ({ wasm }) => {
    wasm.xWrap.resultAdapter("parity-3", (v: number) => v * 3);
    wasm.xWrap.resultAdapter("parity-3", (v: number) => v * 4);
    return wasm.xWrap((x: number) => x, "parity-3", ["i32"])(4);
  },
};
