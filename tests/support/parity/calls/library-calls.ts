import type { Loose, ParityCall, ParityCalls } from "../subject.js";

const ERROR_ARGUMENTS: readonly (readonly unknown[])[] = [
  ["text"],
  ["two", "texts"],
  [1],
  [5, "text"],
  [5, "two", "texts"],
  [517],
  [0],
  [-1],
  [99_999],
  [1.5],
  [null, 1],
  [5, { cause: "why" }],
];

/** Message, result code, name and cause of an error made of some arguments. */
function made(className: string, args: readonly unknown[]): ParityCall {
  return (sqlite3) => {
    const { message, resultCode, name, cause } = new (sqlite3[className] as Loose)(...args);
    return { message, resultCode, name, cause };
  };
}

const DATABASE = new Uint8Array(512);
DATABASE.set(new TextEncoder().encode("SQLite format 3\0"));

const SAMPLES: readonly unknown[] = [
  new Uint8Array(1),
  new Int8Array(1),
  new ArrayBuffer(1),
  new Uint16Array(1),
  new DataView(new ArrayBuffer(1)),
  [],
  5,
  "x",
];

/** Errors, compile-time options, version, the library's own helpers. */
export const libraryCalls: ParityCalls = {
  ...Object.fromEntries(
    ERROR_ARGUMENTS.map((args) => [`new SQLite3Error(${JSON.stringify(args)})`, made("SQLite3Error", args)]),
  ),
  ...Object.fromEntries(
    [["text"], ["two", "texts"], [], [3], ["text", { cause: "why" }]].map((args) => [
      `new WasmAllocError(${JSON.stringify(args)})`,
      made("WasmAllocError", args),
    ]),
  ),
  "SQLite3Error.toss(5, 'text')": ({ SQLite3Error }) => SQLite3Error.toss(5, "text"),
  "SQLite3Error.toss('text')": ({ SQLite3Error }) => SQLite3Error.toss("text"),
  "WasmAllocError.toss('text')": ({ WasmAllocError }) => WasmAllocError.toss("text"),
  "errors are Errors": ({ SQLite3Error, WasmAllocError }) => [
    new SQLite3Error("x") instanceof Error,
    new WasmAllocError("x") instanceof Error,
    new WasmAllocError("x") instanceof SQLite3Error,
  ],

  ...Object.fromEntries(
    ["ENABLE_FTS5", "SQLITE_ENABLE_FTS5", "THREADSAFE", "THREADSAFE=0", "THREADSAFE=1", "NOPE", "", 5].map(
      (option) => [
        `compileOptionUsed(${JSON.stringify(option)})`,
        ({ wasm }: Loose) => wasm.compileOptionUsed(option),
      ],
    ),
  ),
  "compileOptionUsed()": ({ wasm }) => wasm.compileOptionUsed(),
  "compileOptionUsed([…])": ({ wasm }) => wasm.compileOptionUsed(["ENABLE_FTS5", "NOPE"]),
  "compileOptionUsed({…})": ({ wasm }) => wasm.compileOptionUsed({ ENABLE_FTS5: 0, NOPE: 0 }),
  "compileOptionUsed(null)": ({ wasm }) => wasm.compileOptionUsed(null),
  version: ({ version }) => {
    const { libVersion, libVersionNumber, sourceId, downloadVersion } = version;
    return { libVersion, libVersionNumber, sourceId, downloadVersion };
  },
  bigIntEnabled: ({ wasm }) => wasm.bigIntEnabled,
  ctype: ({ wasm }) => [Object.keys(wasm.ctype), wasm.ctype.resultCodes, wasm.ctype.openFlags],

  ...Object.fromEntries(
    ["isBindableTypedArray", "isSQLableTypedArray", "isTypedArray"].flatMap((name) =>
      SAMPLES.map((sample) => [
        `${name}(${Object.prototype.toString.call(sample)})`,
        ({ util }: Loose) => Boolean((util[name] as Loose)(sample)),
      ]),
    ),
  ),
  "affirmBindableTypedArray(bytes)": ({ util }) => util.affirmBindableTypedArray(new Uint8Array(1)),
  "affirmBindableTypedArray([])": ({ util }) => util.affirmBindableTypedArray([]),
  "flexibleString(pieces)": ({ util }) => util.flexibleString(["a", "b"]),
  "flexibleString(bytes)": ({ util }) => util.flexibleString(Uint8Array.of(104)),
  "flexibleString(C string)": ({ util, wasm }) => util.flexibleString(wasm.allocCString("hi")),
  "flexibleString(5.5)": ({ util }) => util.flexibleString(5.5),
  "flexibleString(null)": ({ util }) => util.flexibleString(null),
  ...Object.fromEntries(
    [5, 1n, 2n ** 31n, -(2n ** 31n), 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 63n - 1n, -(2n ** 63n)].map(
      (value) => [
        `bigIntFits…(${value})`,
        ({ util }: Loose) => [
          util.bigIntFits32(value),
          util.bigIntFits64(value),
          util.bigIntFitsDouble(value),
        ],
      ],
    ),
  ),
  ...Object.fromEntries(
    [1, 1.5, 2 ** 31, -(2 ** 31), "1", null, 1n, Number.NaN].map((value) => [
      `isInt32(${typeof value} ${String(value)})`,
      ({ util }: Loose) => util.isInt32(value),
    ]),
  ),
  "isUIThread()": ({ util }) => util.isUIThread(),
  "toss('a', 1)": ({ util }) => util.toss("a", 1),
  "toss3(5, 'a')": ({ util }) => util.toss3(5, "a"),
  "assert(true)": ({ util }) => util.assert(true, "x"),
  "assert(false)": ({ util }) => util.assert(false, "x"),
  "affirmDbHeader(database)": ({ util }) => util.affirmDbHeader(DATABASE),
  "affirmDbHeader(zeros)": ({ util }) => util.affirmDbHeader(new Uint8Array(512)),
  "affirmDbHeader(too short)": ({ util }) => util.affirmDbHeader(new Uint8Array(5)),
  "affirmIsDb(database)": ({ util }) => util.affirmIsDb(DATABASE),
  "affirmIsDb(odd size)": ({ util }) => util.affirmIsDb(new Uint8Array(513)),
  "affirmIsDb(zeros)": ({ util }) => util.affirmIsDb(new Uint8Array(1024)),
};
