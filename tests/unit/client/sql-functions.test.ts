import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database, SqlFunction } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec("CREATE TABLE t(g, v); INSERT INTO t VALUES ('a', 2), ('a', 3), ('b', 5), ('b', NULL)");
});
afterEach(() => db.close());

async function value(sql: string): Promise<unknown> {
  const { rows } = await db.query(sql, [], { rowMode: "array" });
  return rows[0]?.[0];
}

/** A module that a worker can import wherever it runs. */
const moduleOf = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;

describe("a scalar function", () => {
  it("gets the values as they are, and gives any that SQLite has", async () => {
    await db.createFunction("same", { scalar: (x: unknown) => x as number });
    await db.createFunction("type_of", {
      scalar: (x: unknown) => (x === null ? "null" : x instanceof Uint8Array ? "bytes" : typeof x),
    });
    const literals = ["NULL", "1", "1.5", "9007199254740993", "'täxt'", "x'00ff'"];
    for (const literal of literals) expect(await value(`SELECT same(${literal}) IS ${literal}`)).toBe(1);
    const types = await Promise.all(literals.map((literal) => value(`SELECT type_of(${literal})`)));
    expect(types).toEqual(["null", "number", "number", "bigint", "string", "bytes"]);
    await db.createFunction("is_even", { scalar: (x: number) => x % 2 === 0 });
    expect(await value("SELECT is_even(3) || is_even(4)")).toBe("01");
  });

  it("may be written in any form that functions have", async () => {
    const object = {
      scalar(x: number) {
        return x + 1;
      },
    };
    await db.createFunction("one", object);
    await db.createFunction("two", {
      scalar: function named(x: number) {
        return x + 2;
      },
    });
    await db.createFunction("three", { scalar: (x: number) => x + 3 });
    expect(await value("SELECT one(1) || two(1) || three(1)")).toBe("234");
  });

  it("takes as many arguments as it declares, any number with ..., and what arity says", async () => {
    await db.createFunction("pair", { scalar: (a: number, b: number) => a * b });
    await db.createFunction("total", {
      scalar: (...values: number[]) => values.reduce((sum, each) => sum + each, 0),
    });
    await db.createFunction("step", { arity: 1, scalar: (a: number, b = 10) => a + b });
    await db.createFunction("step", { arity: 2, scalar: (a: number, b = 10) => a + b });
    expect(await value("SELECT pair(6, 7)")).toBe(42);
    expect(await value("SELECT total() || total(1) || total(1, 2, 3)")).toBe("016");
    expect(await value("SELECT step(1) || ' ' || step(1, 2)")).toBe("11 3");
    expect(await rejection(db.query("SELECT pair(1)"))).toMatchObject({ code: "SQLITE_ERROR" });
  });

  it("takes the place of an older one, and is there after an import", async () => {
    await db.createFunction("answer", { scalar: () => 41 });
    await db.createFunction("ANSWER", { scalar: () => 42 });
    expect(await value("SELECT answer()")).toBe(42);
    await db.import(await db.export());
    expect(await value("SELECT answer()")).toBe(42);
  });

  it("may be in an index where it is deterministic, and not in a view where it is direct only", async () => {
    await db.createFunction("twice", { scalar: (x: number) => 2 * x, deterministic: true });
    await db.createFunction("plain", { scalar: (x: number) => 2 * x });
    await db.createFunction("other", { scalar: (x: number) => 2 * x, directOnly: true });
    await db.exec("CREATE INDEX by_twice ON t(twice(v))");
    const error = await rejection(db.exec("CREATE INDEX by_other ON t(plain(v))"));
    expect(error.message).toContain("non-deterministic");
    await db.exec("CREATE VIEW w AS SELECT other(v) FROM t");
    expect((await rejection(db.query("SELECT * FROM w"))).message).toContain("unsafe use of other()");
  });

  it("fails the statement with what it throws as the cause, also a value that is no error", async () => {
    await db.createFunction("fail", {
      scalar: (what: string) => {
        if (what === "text") throw "just a text";
        throw new RangeError(`no ${what} here`);
      },
    });
    expect(await rejection(db.query("SELECT fail('milk')"))).toMatchObject({
      name: "SqliteError",
      code: "SQLITE_ERROR",
      message: "RangeError: no milk here",
      cause: expect.any(RangeError) as RangeError,
    });
    expect(await rejection(db.query("SELECT fail('text')"))).toMatchObject({ message: "just a text" });
    expect((await rejection(db.query("SELECT nonsense"))).cause).toBeUndefined();
  });

  it("fails where it gives what SQLite has no type for, such as a promise", async () => {
    await db.createFunction("later", { scalar: (async () => 1) as unknown as () => number });
    expect((await rejection(db.query("SELECT later()"))).message).toContain("class Promise");
  });
});

describe("an aggregate function", () => {
  const product: SqlFunction = {
    start: () => 1,
    step: (state: number, v: number | null) => state * (v ?? 1),
    inverse: (state: number, v: number | null) => state / (v ?? 1),
    result: (state: number) => state,
  };

  it("keeps a state for each group, and gives the result of an empty one", async () => {
    await db.createFunction("product", product);
    expect(await db.query("SELECT g, product(v) AS p FROM t GROUP BY g")).toEqual([
      { g: "a", p: 6 },
      { g: "b", p: 5 },
    ]);
    expect(await value("SELECT product(v) FROM t WHERE false")).toBe(1);
    expect(await value("SELECT product(a.v) || product(b.v) FROM t a, t b WHERE a.v = 2 AND b.v = 3")).toBe(
      "23",
    );
  });

  it("may change its state in place, and return nothing", async () => {
    await db.createFunction("list", {
      start: () => [],
      step: (state: unknown[], v: unknown) => void state.push(v),
      result: (state: unknown[]) => JSON.stringify(state),
    });
    expect(await value("SELECT list(v) FROM t")).toBe("[2,3,5,null]");
  });

  it("with inverse moves over windows", async () => {
    await db.createFunction("product", product);
    const { rows } = await db.query(
      "SELECT product(v) OVER (ORDER BY rowid ROWS 1 PRECEDING) FROM t WHERE v IS NOT NULL",
      [],
      { rowMode: "array" },
    );
    expect(rows.flat()).toEqual([2, 6, 15]);
  });

  it.each(["start", "step", "result"])(
    "that throws in %s fails the statement, and works the next time",
    async (where) => {
      const failing = moduleOf(`let shouldFail = true;
      const or = (where, value) => {
        if (where !== "${where}" || !shouldFail) return value;
        shouldFail = false;
        throw new Error("in " + where);
      };
      export const f = {
        start: () => or("start", 0), step: (s, v) => or("step", s + v), result: (s) => or("result", s),
      };`);
      await db.createFunction("f", { module: failing, export: "f" });
      const error = await rejection(db.query("SELECT f(v) FROM t WHERE g = 'a'"));
      expect(error.message).toBe(`Error: in ${where}`);
      expect(error.cause).toMatchObject({ message: `in ${where}` });
      expect(await value("SELECT f(v) FROM t WHERE g = 'a'")).toBe(5);
    },
  );
});

describe("a function from a module", () => {
  it("is its default export, or the one that is named", async () => {
    const module = moduleOf("export default (x) => x + 1; export const two = (x) => x + 2;");
    await db.createFunction("one", { module });
    await db.createFunction("two", { module: new URL(module), export: "two" });
    expect(await value("SELECT one(1) || two(1)")).toBe("23");
  });

  it.each<[string, SqlFunction, string]>([
    [
      "that cannot be loaded",
      { module: "data:text/javascript,export%20default%20%28" },
      "could not be loaded",
    ],
    ["without such an export", { module: moduleOf("export const a = 1") }, 'has no export "default"'],
    ["with half of an aggregate", { module: moduleOf("export default { step() {} }") }, 'either "scalar"'],
  ])("%s says so", async (_, definition, message) => {
    const error = await rejection(db.createFunction("f", definition));
    expect(error).toMatchObject({ name: "EngineError", code: "function" });
    expect(error.message).toContain(message);
  });
});

describe("a definition that cannot be", () => {
  it.each<[string, unknown, string]>([
    ["", { scalar: () => 1 }, "TypeError"],
    ["f", null, "TypeError"],
    ["f", {}, "TypeError"],
    ["f", { scalar: 7 }, "TypeError"],
    ["f", { step: () => 1 }, "TypeError"],
    ["f", { scalar: () => 1, step: () => 1, result: () => 1 }, "TypeError"],
    ["f", { scalar: () => 1, arity: 1.5 }, "RangeError"],
    ["f", { module: "http://[" }, "TypeError"],
    ["f", { scalar: Math.max }, "EngineError"],
    ["f", { scalar: (() => 1).bind(null) }, "EngineError"],
    ["x".repeat(300), { scalar: () => 1 }, "MisuseError"],
  ])("is refused: %s %o with a %s", async (name, definition, errorName) => {
    const error = await rejection(db.createFunction(name, definition as SqlFunction));
    expect(error.name).toBe(errorName);
  });
});
