import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Capi } from "../../../src/capi/index.js";
import { type BindableValue, Database, type SqlValue } from "../../../src/oo1/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

let capi: Capi;
let db: Database;

beforeAll(async () => {
  ({ capi } = await loadTestEngine());
});
beforeEach(() => {
  db = new Database(capi);
});

function roundTrip(value: BindableValue): [type: SqlValue, value: SqlValue] {
  const statement = db.prepare("SELECT typeof(?1), ?1").bind([value]);
  statement.step();
  const [type, back] = statement.get([]) as [SqlValue, SqlValue];
  statement.finalize();
  return [type, back];
}

describe("values", () => {
  it.each<[string, BindableValue, string, SqlValue]>([
    ["null", null, "null", null],
    ["undefined in an array", undefined, "null", null],
    ["true", true, "integer", 1],
    ["false", false, "integer", 0],
    ["zero", 0, "integer", 0],
    ["a 32-bit integer", -(2 ** 31), "integer", -(2 ** 31)],
    ["an integer beyond 32 bits", 2 ** 31, "integer", 2 ** 31],
    ["the largest safe integer", Number.MAX_SAFE_INTEGER, "integer", Number.MAX_SAFE_INTEGER],
    ["the smallest safe integer", Number.MIN_SAFE_INTEGER, "integer", Number.MIN_SAFE_INTEGER],
    ["a whole number beyond 2^53", 2 ** 60, "real", 2 ** 60],
    ["a fraction", 0.1, "real", 0.1],
    ["infinity", Number.POSITIVE_INFINITY, "real", Number.POSITIVE_INFINITY],
    ["minus infinity", Number.NEGATIVE_INFINITY, "real", Number.NEGATIVE_INFINITY],
    ["a small bigint", 7n, "integer", 7],
    ["2^53 as a bigint", 2n ** 53n, "integer", 2n ** 53n],
    ["the largest 64-bit integer", 2n ** 63n - 1n, "integer", 2n ** 63n - 1n],
    ["the smallest 64-bit integer", -(2n ** 63n), "integer", -(2n ** 63n)],
    ["an empty text", "", "text", ""],
    ["a text with NUL inside", "a\0b", "text", "a\0b"],
    ["a text that begins with a byte order mark", "\ufeffa", "text", "\ufeffa"],
    ["an astral text", "𝄞 and 😀", "text", "𝄞 and 😀"],
    ["a text of 30,000 characters", "é".repeat(30_000), "text", "é".repeat(30_000)],
    ["a text of a megabyte", "€a".repeat(300_000), "text", "€a".repeat(300_000)],
    ["an empty blob", new Uint8Array(), "blob", new Uint8Array()],
    ["bytes", Uint8Array.of(0, 255, 128), "blob", Uint8Array.of(0, 255, 128)],
    ["a part of a buffer", Uint8Array.of(1, 2, 3, 4).subarray(1, 3), "blob", Uint8Array.of(2, 3)],
    ["signed bytes", Int8Array.of(-1), "blob", Uint8Array.of(255)],
    ["an ArrayBuffer", new ArrayBuffer(2), "blob", new Uint8Array(2)],
    ["a blob of a megabyte", new Uint8Array(2 ** 20).fill(9), "blob", new Uint8Array(2 ** 20).fill(9)],
  ])("keep %s", (_, value, type, back) => {
    expect(roundTrip(value)).toEqual([type, back]);
  });

  it("keep any text and any bytes", () => {
    const value = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(value, (given) => {
        expect(roundTrip(given as BindableValue)[1]).toEqual(given);
      }),
    );
  });

  it.each<[string, unknown, ErrorConstructor]>([
    ["a function", () => 0, TypeError],
    ["a symbol", Symbol("s"), TypeError],
    ["a plain object in an array", {}, TypeError],
    ["a date", new Date(), TypeError],
    ["a bigint beyond 64 bits", 2n ** 63n, RangeError],
  ])("refuse %s", (_, value, kind) => {
    expect(() => db.prepare("SELECT ?").bind([value as BindableValue])).toThrow(kind);
  });

  it("refuse what is longer than SQLite's limit, without taking the memory for it", () => {
    const limit = capi.constants.SQLITE_LIMIT_LENGTH;
    capi.sqlite3_limit(db.pointer, limit, 100_000);
    for (const value of ["x".repeat(100_001), new Uint8Array(100_001), "x".repeat(200_000)]) {
      expect(() => db.prepare("SELECT ?").bind([value])).toThrow(
        expect.objectContaining({ code: "SQLITE_TOOBIG" }),
      );
    }
  });

  it("work at a hundred megabytes", () => {
    const text = "0123456789".repeat(10_000_000);
    const statement = db.prepare("SELECT length(?1), ?1").bind([text]);
    statement.step();
    expect(statement.get(0)).toBe(100_000_000);
    expect(statement.get(1) === text).toBe(true);
  });
});

describe("binding", () => {
  const named = "SELECT :a, @b, $c";

  it("goes by position, name, array, object or a single value", () => {
    const statement = db.prepare(named);
    const read = () => {
      statement.step();
      const row = statement.get([]);
      statement.reset();
      return row;
    };
    statement.bind(1, "one").bind("@b", "two").bind({ $c: "three" });
    expect(read()).toEqual(["one", "two", "three"]);
    statement.bind([1, 2]);
    expect(read()).toEqual([1, 2, "three"]);
    statement.bind("single");
    expect(read()).toEqual(["single", 2, "three"]);
    expect(statement.clearBindings().getParamIndex("@b")).toBe(2);
    expect(read()).toEqual([null, null, null]);
    expect([statement.getParamName(3), statement.getParamName(4)]).toEqual(["$c", undefined]);
    expect(statement.getParamIndex("nope")).toBeUndefined();
  });

  it.each<[string, (bind: (...given: unknown[]) => unknown) => unknown]>([
    ["too many values", (bind) => bind([1, 2, 3, 4])],
    ["position 0", (bind) => bind(0, 1)],
    ["a position beyond the last", (bind) => bind(4, 1)],
    ["a fractional position", (bind) => bind(1.5, 1)],
    ["an unknown name", (bind) => bind("a", 1)],
    ["an unknown name in an object", (bind) => bind({ ":x": 1 })],
  ])("refuses %s", (_, use) => {
    const statement = db.prepare(named);
    const bind = statement.bind.bind(statement) as (...given: unknown[]) => unknown;
    expect(() => use(bind)).toThrow(RangeError);
  });

  it("is refused while the statement stands on a row", () => {
    const statement = db.prepare("SELECT ?");
    statement.step();
    expect(() => statement.bind([1])).toThrow(expect.objectContaining({ code: "SQLITE_MISUSE" }));
    expect(statement.reset().bind([1]).step()).toBe(true);
  });
});

describe("stepping and reading", () => {
  it("reads by index, into an array and into an object", () => {
    const statement = db.prepare("SELECT 1 AS a, 'x' AS b");
    expect(statement.step()).toBe(true);
    expect(statement.get(1)).toBe("x");
    expect(statement.get([])).toEqual([1, "x"]);
    expect(statement.get({})).toEqual({ a: 1, b: "x" });
    expect(statement.getColumnName(1)).toBe("b");
    for (const index of [-1, 2, Number.NaN]) expect(() => statement.get(index)).toThrow(RangeError);
    expect(() => statement.getColumnName(2)).toThrow(RangeError);
    expect(statement.step()).toBe(false);
    expect(() => statement.get(0)).toThrow(expect.objectContaining({ code: "SQLITE_MISUSE" }));
  });

  it("keeps a column named __proto__", () => {
    const statement = db.prepare('SELECT 1 AS "__proto__"');
    statement.step();
    expect(Object.entries(statement.get({}))).toEqual([["__proto__", 1]]);
  });

  it("gives blobs of their own, which later steps leave alone", () => {
    const statement = db.prepare("SELECT x'01' UNION ALL SELECT x'02'");
    statement.step();
    const first = statement.get(0);
    statement.step();
    expect(first).toEqual(Uint8Array.of(1));
  });

  it("is ready again after an error", () => {
    db.exec("CREATE TABLE t(a UNIQUE)");
    const statement = db.prepare("INSERT INTO t VALUES(?)");
    statement.bind([1]).stepReset();
    expect(() => statement.bind([1]).step()).toThrow(
      expect.objectContaining({ code: "SQLITE_CONSTRAINT_UNIQUE", sql: "INSERT INTO t VALUES(?)" }),
    );
    statement.bind([2]).stepReset();
    expect(db.changes()).toBe(1);
  });

  it("finalizes once, also after a failing last step", () => {
    const statement = db.prepare("SELECT abs(-9223372036854775808)");
    expect(() => statement.stepFinalize()).toThrow("integer overflow");
    expect(statement.pointer).toBe(0);
    statement.finalize();
    expect(() => statement.columnCount && statement.reset()).toThrow(
      expect.objectContaining({ code: "SQLITE_MISUSE" }),
    );
  });

  it("sees columns that a schema change added", () => {
    db.exec("CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    const statement = db.prepare("SELECT * FROM t");
    statement.step();
    statement.reset();
    db.exec("ALTER TABLE t ADD COLUMN b DEFAULT 'new'");
    statement.step();
    expect(statement.get([])).toEqual([1, "new"]);
    expect(statement.get({})).toEqual({ a: 1, b: "new" });
  });

  it("tells whether it writes", () => {
    db.exec("CREATE TABLE t(a)");
    expect(db.prepare("SELECT 1").isReadOnly).toBe(true);
    expect(db.prepare("DELETE FROM t").isReadOnly).toBe(false);
  });
});

it("ten thousand rounds of use leave wasm memory where it was", () => {
  const useOnce = () => {
    const statement = db.prepare("SELECT ?1, ?2");
    statement.bind(["text", new Uint8Array(100_000)]).step();
    statement.get([]);
    statement.finalize();
    expect(() => db.exec("SELEC")).toThrow();
  };
  for (let round = 0; round < 100; round++) useOnce();
  const before = capi.heap.byteLength;
  for (let round = 0; round < 10_000; round++) useOnce();
  expect(capi.heap.byteLength).toBe(before);
  expect(db.openStatementCount()).toBe(0);
});
