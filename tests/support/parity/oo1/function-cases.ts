import { casesFor, errorOf, messageOf, type ParityCases } from "./parity-case.js";

const SQL_VALUES: Readonly<Record<string, string>> = {
  "an integer": "42",
  "2^31": "2147483648",
  "2^53": "9007199254740992",
  "2^63 - 1": "9223372036854775807",
  "a real": "1.5",
  "a text": "'é'",
  "a blob": "x'0102'",
  "an empty blob": "x''",
  null: "NULL",
};

const RESULTS: Readonly<Record<string, unknown>> = {
  "an integer": 42,
  "2^31": 2 ** 31,
  "2^53": 2 ** 53,
  "2^63": 2 ** 63,
  "-2^63": -(2 ** 63),
  "minus zero": -0,
  "a fraction": 1.5,
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  "a small bigint": 5n,
  "2^62 as a bigint": 2n ** 62n,
  "a bigint beyond 64 bits": 2n ** 64n,
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  "a text": "é",
  "a text with NUL": "a\0b",
  "an empty text": "",
  bytes: Uint8Array.of(1, 2),
  "no bytes": new Uint8Array(0),
  "signed bytes": Int8Array.of(-1),
  "an ArrayBuffer": Uint8Array.of(9).buffer,
  "a date": new Date(0),
  "a plain object": {},
  "an array": [1],
  "a symbol": Symbol("s"),
  "a function": () => 1,
};

const sum = () => {
  let total = 0;
  return {
    xStep: (_context: unknown, value: number) => {
      total += value;
    },
    xInverse: (_context: unknown, value: number) => {
      total -= value;
    },
    xValue: () => total,
    xFinal: () => {
      const result = total;
      total = 0;
      return result;
    },
  };
};
const NUMBERS = "CREATE TABLE n(i); INSERT INTO n VALUES(1),(2),(3),(4);";
const WINDOW = "SELECT f(i) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM n";

/** `DB.createFunction` in all forms. */
export const functionCases: ParityCases = {
  ...casesFor(
    SQL_VALUES,
    (name) => `a function gets ${name}`,
    ({ db }, expression) => {
      let seen: unknown;
      db.createFunction("f", (_context: unknown, value: unknown) => {
        seen = value;
        return null;
      });
      db.exec(`SELECT f(${expression})`);
      return seen;
    },
  ),
  ...casesFor(
    RESULTS,
    (name) => `a function returns ${name}`,
    ({ db }, result) => {
      db.createFunction("f", () => result);
      return db.selectArray("SELECT typeof(f()), f(), hex(f())");
    },
  ),
  ...casesFor<readonly unknown[]>(
    {
      "(name, function)": ["f", (_context: unknown, a: unknown) => a],
      "(name, function, options)": ["f", (_context: unknown, a: unknown) => a, { arity: 1 }],
      "(name, options)": ["f", { xFunc: (_context: unknown, a: unknown) => a }],
      "(options)": [{ name: "f", xFunc: (_context: unknown, a: unknown) => a }],
      "options with name and other name": ["f", { name: "g", xFunc: (_context: unknown, a: unknown) => a }],
      "a variadic function": ["f", (...args: readonly unknown[]) => args.length, { arity: -1 }],
      "rest arguments alone": ["f", (...args: readonly unknown[]) => args.length],
      "deterministic, directOnly and innocuous": [
        "f",
        (_context: unknown, a: unknown) => a,
        { deterministic: true, directOnly: true, innocuous: true },
      ],
      "pApp null": [{ name: "f", xFunc: (_context: unknown, a: unknown) => a, pApp: null }],
      "pApp 0": [{ name: "f", xFunc: (_context: unknown, a: unknown) => a, pApp: 0 }],
      "pApp a number": [{ name: "f", xFunc: (_context: unknown, a: unknown) => a, pApp: 8 }],
      "pApp an object": [{ name: "f", xFunc: (_context: unknown, a: unknown) => a, pApp: {} }],
      "pApp a text": [{ name: "f", xFunc: (_context: unknown, a: unknown) => a, pApp: "8" }],
      "no argument": [],
      "a name alone": ["f"],
      "a function alone": [() => 1],
      "an empty object": [{}],
      "a name and an empty object": ["f", {}],
      "a name and a number": ["f", 5],
      "a name and null": ["f", null],
      "a number as name": [5, () => 1],
      "no name": [{ xFunc: () => 1 }],
      "a name that is no text": [{ name: 5, xFunc: () => 1 }],
      "an empty name": ["", () => 1],
      "xFunc that is no function": [{ name: "f", xFunc: 5 }],
      "xStep without xFinal": [{ name: "f", xStep: () => 1 }],
      "xFinal without xStep": [{ name: "f", xFinal: () => 1 }],
      "xFunc and xStep": [{ name: "f", xFunc: () => 1, xStep: () => 1, xFinal: () => 1 }],
      "xFunc and xFinal": [{ name: "f", xFunc: () => 1, xFinal: () => 1 }],
      "xValue without xInverse": [{ name: "f", xStep: () => 1, xFinal: () => 1, xValue: () => 1 }],
      "xInverse without xValue": [{ name: "f", xStep: () => 1, xFinal: () => 1, xInverse: () => 1 }],
      "xFunc and xValue": [{ name: "f", xFunc: () => 1, xValue: () => 1 }],
      "xFinal that is no function": [{ name: "f", xStep: () => 1, xFinal: 5 }],
      "xDestroy that is no function": [{ name: "f", xFunc: () => 1, xDestroy: 5 }],
      "arity 128": ["f", () => 1, { arity: 128 }],
      "arity that is a text": ["f", () => 1, { arity: "1" }],
      "arity 1.5": ["f", (_context: unknown, a: unknown) => a, { arity: 1.5 }],
      "arity null": ["f", (_context: unknown, a: unknown) => a, { arity: null }],
      "a name of 256 bytes": ["f".repeat(256), () => 1],
    },
    (name) => `createFunction with ${name}`,
    ({ db }, args) => {
      const isDb = db.createFunction(...args) === db;
      const call = errorOf(() => db.selectValue("SELECT f(7)"));
      return [isDb, call instanceof Error ? (call as { resultCode?: number }).resultCode : call];
    },
  ),
  ...casesFor<number>(
    { 0: 0, 1: 1, 2: 2, 3: 3 },
    (count) => `a function of two parameters called with ${count}`,
    ({ db }, count) => {
      db.createFunction("f", (_context: unknown, a: number, b: number) => a + b);
      return db.selectValue(`SELECT f(${Array.from({ length: count }, () => "1").join(",")})`);
    },
  ),
  "the default arity counts declared parameters but one": ({ db }) => {
    db.createFunction("none", () => 1);
    db.createFunction("one", (_context: unknown) => 1);
    return [
      db.selectValue("SELECT none()"),
      db.selectValue("SELECT one()"),
      errorOf(() => db.exec("SELECT none(1)")) instanceof Error,
    ];
  },
  "a function gets its context as a number": ({ db }) => {
    let type = "";
    db.createFunction("f", (context: unknown) => {
      type = typeof context;
      return 1;
    });
    db.exec("SELECT f()");
    return type;
  },
  "a function that throws is an SQLite error": ({ db }) => {
    db.createFunction("f", () => {
      throw new Error("mine, exactly");
    });
    return db.selectValue("SELECT f()");
  },
  "a function that throws passes on its message": ({ db }) => {
    db.createFunction("f", () => {
      throw new Error("mine, exactly");
    });
    return messageOf(() => db.selectValue("SELECT f()")).includes("mine, exactly");
  },
  "a function that throws an SQLite3Error passes on its code": ({ db, api }) => {
    db.createFunction("f", () => {
      throw new api.SQLite3Error(api.constant("SQLITE_CONSTRAINT"), "mine");
    });
    return db.selectValue("SELECT f()");
  },
  "a function that throws a text": ({ db }) => {
    db.createFunction("f", () => {
      throw "mine";
    });
    return db.selectValue("SELECT f()");
  },
  "a function may query its own connection": ({ db }) => {
    db.createFunction("f", (_context: unknown, a: unknown) => db.selectValue("SELECT ? * 2", a));
    return db.selectValue("SELECT f(4)");
  },
  "a function may fail in its own connection": ({ db }) => {
    db.createFunction("f", () => db.selectValue("SELECT * FROM nowhere"));
    return db.selectValue("SELECT f()");
  },
  "a function defined again": ({ db }) => {
    db.createFunction("f", () => 1);
    const before = db.selectValue("SELECT f()");
    db.createFunction("f", () => 2);
    return [before, db.selectValue("SELECT f()")];
  },
  "functions of one name and different arity": ({ db }) => {
    db.createFunction("f", () => "none");
    db.createFunction("f", (_context: unknown, a: unknown) => a);
    return [db.selectValue("SELECT f()"), db.selectValue("SELECT f(5)")];
  },
  "a function that replaces one of SQLite's": ({ db }) => {
    db.createFunction("abs", (_context: unknown, _a: unknown) => "mine");
    return db.selectValue("SELECT abs(-1)");
  },
  "a function's name knows no case": ({ db }) =>
    db.createFunction("MyF", () => 1).selectValue("SELECT myf()"),
  "a function in an index must be deterministic": ({ db }) => {
    db.createFunction("f", (_context: unknown, a: unknown) => a);
    return db.exec("CREATE TABLE t(a); CREATE INDEX i ON t(f(a))");
  },
  "a deterministic function in an index": ({ db }) => {
    db.createFunction("f", (_context: unknown, a: unknown) => a, { deterministic: true });
    db.exec("CREATE TABLE t(a); CREATE INDEX i ON t(f(a)); INSERT INTO t VALUES(3)");
    return db.selectValue("SELECT a FROM t WHERE f(a) = 3");
  },
  "a function that is direct only in a view": ({ db }) => {
    db.createFunction("f", () => 1, { directOnly: true });
    db.exec("CREATE VIEW v AS SELECT f()");
    return db.exec("SELECT * FROM v");
  },
  "a function in a view of an untrusted schema": ({ db }) => {
    db.createFunction("f", () => 1);
    return db.exec("PRAGMA trusted_schema=OFF; CREATE VIEW v AS SELECT f(); SELECT * FROM v");
  },
  "an innocuous function in a view of an untrusted schema": ({ db }) => {
    db.createFunction("f", () => 1, { innocuous: true });
    db.exec("PRAGMA trusted_schema=OFF; CREATE VIEW v AS SELECT f()");
    return db.selectValue("SELECT * FROM v");
  },
  "xDestroy is called once, with pApp, when the connection closes": ({ db }) => {
    const calls: unknown[] = [];
    db.createFunction({ name: "f", xFunc: () => 1, pApp: 8, xDestroy: (pApp: unknown) => calls.push(pApp) });
    const before = calls.length;
    db.close();
    return [before, calls];
  },
  "xDestroy is called when the function is defined again": ({ db }) => {
    const calls: unknown[] = [];
    db.createFunction({ name: "f", xFunc: () => 1, xDestroy: (pApp: unknown) => calls.push(pApp) });
    db.createFunction({ name: "f", xFunc: () => 2 });
    return calls;
  },
  "xDestroy that throws": ({ db }) => {
    db.createFunction({
      name: "f",
      xFunc: () => 1,
      xDestroy() {
        throw new Error("mine");
      },
    });
    return [db.close(), db.isOpen()];
  },
  "an aggregate": ({ db }) => {
    db.exec(NUMBERS).createFunction({ name: "f", ...sum() });
    return db.selectValue("SELECT f(i) FROM n");
  },
  "an aggregate as the second argument": ({ db }) => {
    const { xStep, xFinal } = sum();
    db.exec(NUMBERS).createFunction("f", { xStep, xFinal });
    return db.selectValue("SELECT f(i) FROM n");
  },
  "an aggregate over no rows": ({ db }) => {
    const { xStep, xFinal } = sum();
    db.exec(NUMBERS).createFunction({ name: "f", xStep, xFinal });
    return db.selectValue("SELECT f(i) FROM n WHERE 0");
  },
  "an aggregate of two parameters": ({ db }) => {
    let text = "";
    db.exec(NUMBERS).createFunction({
      name: "f",
      xStep: (_context: unknown, a: number, b: string) => {
        text += `${a}${b}`;
      },
      xFinal: () => text,
    });
    return db.selectValue("SELECT f(i, '-') FROM n");
  },
  "an aggregate with memory of its group": ({ db, api }) => {
    db.exec(NUMBERS).createFunction({
      name: "f",
      xStep(context: unknown, value: number) {
        const address = api.aggregateContext(context, 4);
        api.pokeI32(address, api.peekI32(address) + value);
      },
      xFinal(context: unknown) {
        const address = api.aggregateContext(context, 0);
        return address ? api.peekI32(address) : 0;
      },
    });
    return db.selectArrays("SELECT i % 2, f(i) FROM n GROUP BY i % 2");
  },
  "an aggregate as a window": ({ db }) => {
    const { xStep, xFinal } = sum();
    return db.exec(NUMBERS).createFunction({ name: "f", xStep, xFinal }).selectValues(WINDOW);
  },
  "xStep that throws": ({ db }) => {
    db.exec(NUMBERS).createFunction({
      name: "f",
      xStep(_context: unknown, _value: unknown) {
        throw new Error("mine");
      },
      xFinal: () => 1,
    });
    return db.selectValue("SELECT f(i) FROM n");
  },
  "xFinal that throws": ({ db }) => {
    db.exec(NUMBERS).createFunction({
      name: "f",
      xStep(_context: unknown, _value: unknown) {},
      xFinal() {
        throw new Error("mine");
      },
    });
    return db.selectValue("SELECT f(i) FROM n");
  },
  "a window function": ({ db }) =>
    db
      .exec(NUMBERS)
      .createFunction({ name: "f", ...sum() })
      .selectValues(WINDOW),
  "a window function as an aggregate": ({ db }) =>
    db.exec(NUMBERS).createFunction("f", sum()).selectValue("SELECT f(i) FROM n"),
  "xValue that throws": ({ db }) => {
    const callbacks = {
      ...sum(),
      xValue() {
        throw new Error("mine");
      },
    };
    return db
      .exec(NUMBERS)
      .createFunction({ name: "f", ...callbacks })
      .selectValues(WINDOW);
  },
  "xInverse that throws": ({ db }) => {
    const callbacks = {
      ...sum(),
      xInverse(_context: unknown, _value: unknown) {
        throw new Error("mine");
      },
    };
    return db
      .exec(NUMBERS)
      .createFunction({ name: "f", ...callbacks })
      .selectValues(WINDOW);
  },
  "a function that is in use cannot be defined anew": ({ db }) => {
    db.createFunction("f", () => 1);
    db.prepare("SELECT f() UNION ALL SELECT f()").step();
    return db.createFunction("f", () => 2);
  },
  "createFunction with undefined or null options": ({ db }) => {
    db.createFunction("f", () => 1, undefined).createFunction("g", () => 2, null);
    return db.selectArray("SELECT f(), g()");
  },
  "a function with many arguments": ({ db }) => {
    db.createFunction("f", (_context: unknown, ...args: readonly number[]) => args.length, { arity: -1 });
    return db.selectValue(`SELECT f(${Array.from({ length: 127 }, (_, index) => index).join(",")})`);
  },
};
