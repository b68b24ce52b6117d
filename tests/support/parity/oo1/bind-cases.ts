import { type CaseContext, casesFor, type ParityCases } from "./parity-case.js";

const VALUES: Readonly<Record<string, unknown>> = {
  null: null,
  undefined: undefined,
  true: true,
  false: false,
  zero: 0,
  "minus zero": -0,
  "a negative integer": -7,
  "2^31": 2 ** 31,
  "-2^31": -(2 ** 31),
  "2^32 + 1": 2 ** 32 + 1,
  "the largest safe integer": Number.MAX_SAFE_INTEGER,
  "the smallest safe integer": Number.MIN_SAFE_INTEGER,
  "2^53": 2 ** 53,
  "2^63": 2 ** 63,
  "-2^63": -(2 ** 63),
  "1e300": 1e300,
  "a fraction": 1.5,
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  "a small bigint": 5n,
  "a negative bigint": -5n,
  "2^31 as a bigint": 2n ** 31n,
  "2^53 as a bigint": 2n ** 53n,
  "2^63 - 1 as a bigint": 2n ** 63n - 1n,
  "-2^63 as a bigint": -(2n ** 63n),
  "a bigint beyond 64 bits": 2n ** 63n,
  "an empty text": "",
  "a text": "text",
  "a text beyond ASCII": "é€𝄞",
  "a text with NUL": "a\0b",
  bytes: Uint8Array.of(1, 2, 255),
  "no bytes": new Uint8Array(0),
  "signed bytes": Int8Array.of(-1, 1),
  "an ArrayBuffer": Uint8Array.of(7, 8).buffer,
  "an empty ArrayBuffer": new ArrayBuffer(0),
  "16-bit units": Uint16Array.of(1, 2),
  floats: Float64Array.of(1.5),
  "a date": new Date(0),
  "a plain object": { a: 1 },
  "an array": [1],
  "a symbol": Symbol("s"),
  "a function": () => 1,
};

function readBack({ db }: CaseContext, bind: (statement: ReturnType<typeof db.prepare>) => unknown): unknown {
  const statement = db.prepare("SELECT typeof(?1), ?1, hex(?1)");
  bind(statement);
  statement.step();
  return statement.get([]);
}

/** `Stmt.bind`, `bindAsBlob` and `clearBindings`. */
export const bindCases: ParityCases = {
  ...casesFor(
    VALUES,
    (name) => `bind(1, value) with ${name}`,
    (context, value) => readBack(context, (statement) => statement.bind(1, value)),
  ),
  ...casesFor(
    VALUES,
    (name) => `bind([value]) with ${name}`,
    (context, value) => readBack(context, (statement) => statement.bind([value])),
  ),
  ...casesFor(
    VALUES,
    (name) => `bind(value) with ${name}`,
    (context, value) => readBack(context, (statement) => statement.bind(value)),
  ),
  ...casesFor(
    VALUES,
    (name) => `bindAsBlob(value) with ${name}`,
    (context, value) => readBack(context, (statement) => statement.bindAsBlob(value)),
  ),
  "bind by name": ({ db }) => {
    const statement = db.prepare("SELECT $a, :b, @c, ?");
    statement.bind("$a", 1).bind(":b", 2).bind("@c", 3).bind(4, 4).step();
    return statement.get([]);
  },
  "bind an object": ({ db }) => {
    const statement = db.prepare("SELECT $a, :b, @c").bind({ $a: 1, ":b": "x", "@c": null });
    statement.step();
    return statement.get([]);
  },
  "bind an object that leaves some out": ({ db }) => {
    const statement = db.prepare("SELECT $a, :b").bind([1, 2]).bind({ ":b": 3 });
    statement.step();
    return statement.get([]);
  },
  "bind an array shorter than the parameters": ({ db }) => {
    const statement = db.prepare("SELECT ?, ?").bind([1, 2]).bind([3]);
    statement.step();
    return statement.get([]);
  },
  "bind an empty array": ({ db }) => db.prepare("SELECT ?").bind([]),
  "bind an empty object": ({ db }) => db.prepare("SELECT ?").bind({}),
  "bind an empty array without parameters": ({ db }) => db.prepare("SELECT 1").bind([]),
  "bind undefined keeps what was bound": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind([5]);
    statement.bind(undefined);
    statement.step();
    return statement.get(0);
  },
  "bind(1, undefined) keeps what was bound": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind([5]);
    statement.bind(1, undefined);
    statement.step();
    return statement.get(0);
  },
  "bind([undefined]) over a value": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind([5]);
    statement.bind([undefined]);
    statement.step();
    return statement.get(0);
  },
  "bind({$a: undefined}) over a value": ({ db }) => {
    const statement = db.prepare("SELECT $a").bind([5]);
    statement.bind({ $a: undefined });
    statement.step();
    return statement.get(0);
  },
  "bind an array of mixed values": ({ db }) => {
    const statement = db.prepare("SELECT ?,?,?,?,?").bind([1, "2", 3n, null, Uint8Array.of(5)]);
    statement.step();
    return statement.get([]);
  },
  "bind returns the statement": ({ db }) => {
    const statement = db.prepare("SELECT ?");
    return statement.bind(1) === statement;
  },
  "bind too many values": ({ db }) => db.prepare("SELECT ?").bind([1, 2]),
  "bind to position 0": ({ db }) => db.prepare("SELECT ?").bind(0, 1),
  "bind to position 2 of 1": ({ db }) => db.prepare("SELECT ?").bind(2, 1),
  "bind to a negative position": ({ db }) => db.prepare("SELECT ?").bind(-1, 1),
  "bind to position 1.5": ({ db }) => db.prepare("SELECT ?").bind(1.5, 1),
  "bind to an unknown name": ({ db }) => db.prepare("SELECT $a").bind("$b", 1),
  "bind to a name without prefix": ({ db }) => db.prepare("SELECT $a").bind("a", 1),
  "bind an unknown name in an object": ({ db }) => db.prepare("SELECT $a").bind({ $b: 1 }),
  "bind an object without parameters": ({ db }) => db.prepare("SELECT 1").bind({ $b: 1 }),
  "bind without parameters": ({ db }) => db.prepare("SELECT 1").bind(1),
  "bind an array without parameters": ({ db }) => db.prepare("SELECT 1").bind([1]),
  "bind without arguments": ({ db }) => db.prepare("SELECT ?").bind(),
  "bind with three arguments": ({ db }) => db.prepare("SELECT ?").bind(1, 2, 3),
  "bind to null": ({ db }) => db.prepare("SELECT ?").bind(null, 1),
  "bind while on a row": ({ db }) => {
    const statement = db.prepare("SELECT ? UNION ALL SELECT 2").bind(1);
    statement.step();
    return statement.bind(3);
  },
  "bind after the last row": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind(1);
    while (statement.step());
    statement.bind(3);
    statement.step();
    return statement.get(0);
  },
  "bindAsBlob with a position": (context) =>
    readBack(context, (statement) => statement.bindAsBlob(1, "text")),
  "bindAsBlob with a name": ({ db }) => {
    const statement = db.prepare("SELECT typeof($a), $a").bindAsBlob("$a", Uint8Array.of(1));
    statement.step();
    return statement.get([]);
  },
  "bindAsBlob with a position out of range": ({ db }) => db.prepare("SELECT ?").bindAsBlob(2, "x"),
  "bindAsBlob without arguments": ({ db }) => db.prepare("SELECT ?").bindAsBlob(),
  "bindAsBlob with a number in a position": ({ db }) => db.prepare("SELECT ?").bindAsBlob(1, 5),
  "clearBindings sets NULL": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind(1).clearBindings();
    statement.step();
    return statement.get(0);
  },
  "clearBindings returns the statement": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    return statement.clearBindings() === statement;
  },
  "bind undefined without parameters": ({ db }) => db.prepare("SELECT 1").bind(undefined),
  "bind(7, undefined) out of range": ({ db }) => db.prepare("SELECT ?").bind(7, undefined),
  "bindAsBlob without parameters": ({ db }) => db.prepare("SELECT 1").bindAsBlob("x"),
  "bindAsBlob to an unknown name": ({ db }) => db.prepare("SELECT $a").bindAsBlob("$b", "x"),
};
