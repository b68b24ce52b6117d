import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import {
  type ArrayRows,
  type Column,
  type ColumnRows,
  type Database,
  type ParameterValue,
  type SqlRow,
  type SqlValue,
  sql,
} from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec(`CREATE TABLE note(id INTEGER PRIMARY KEY, text, weight);
    INSERT INTO note VALUES (1, 'a', 0.5), (2, 'b', NULL), (3, 'c', 7)`);
});
afterEach(() => db.close());

const NUMBERS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000)";

describe("get", () => {
  it("gives the first row, and nothing where there is none", async () => {
    expect(await db.get("SELECT id, text FROM note ORDER BY id DESC")).toEqual({ id: 3, text: "c" });
    expect(await db.get("SELECT * FROM note WHERE id = ?", [9])).toBeUndefined();
  });

  it("reads no further than the first row", async () => {
    // The second row would fail.
    const first = await db.get("SELECT abs(column1) AS a FROM (VALUES (1), (-9223372036854775808))");
    expect(first).toEqual({ a: 1 });
  });

  it("does all of a change before it gives what RETURNING returns", async () => {
    expect(await db.get("DELETE FROM note RETURNING id")).toEqual({ id: 1 });
    expect(await db.value("SELECT count(*) FROM note")).toBe(0);
  });
});

describe("value", () => {
  it("gives the first column of the first row: null for NULL, nothing for no row", async () => {
    expect(await db.value<number>("SELECT count(*), 'more' FROM note")).toBe(3);
    expect(await db.value("SELECT weight FROM note WHERE id = 2")).toBeNull();
    expect(await db.value("SELECT 1 WHERE false")).toBeUndefined();
    expect(await db.value("CREATE TABLE other(a)")).toBeUndefined();
  });
});

describe("values and the row mode columns", () => {
  it("give numbers as Float64Array, and other columns as arrays", async () => {
    expect(await db.values("SELECT id, text, weight, id * 1.5 FROM note")).toEqual([
      Float64Array.of(1, 2, 3),
      ["a", "b", "c"],
      [0.5, null, 7],
      Float64Array.of(1.5, 3, 4.5),
    ]);
  });

  it("keep columns of the same name apart, and name them", async () => {
    const result = await db.query("SELECT id AS x, text AS x FROM note WHERE id < ?", [3], {
      rowMode: "columns",
    });
    expect(result).toEqual({
      columns: ["x", "x"],
      rowCount: 2,
      values: [Float64Array.of(1, 2), ["a", "b"]],
    });
  });

  it("give empty columns for no rows, and none for a statement without", async () => {
    expect(await db.values("SELECT id, text FROM note WHERE false")).toEqual([[], []]);
    expect(await db.values("DELETE FROM note")).toEqual([]);
  });

  it("join many batches, also where a column turns out to be mixed late", async () => {
    const [numbers, mixed] = await db.values(
      `${NUMBERS} SELECT n, CASE n WHEN 99999 THEN 'late' ELSE n END FROM c`,
    );
    expect(numbers).toBeInstanceOf(Float64Array);
    expect(numbers).toHaveLength(100_000);
    expect(numbers?.every((n, index) => n === index + 1)).toBe(true);
    expect(Array.isArray(mixed)).toBe(true);
    expect(mixed?.slice(99_997)).toEqual([99_998, "late", 100_000]);
  });
});

describe("integers", () => {
  const LARGE = 2n ** 53n;

  it("are bigint beyond 2^53-1 only, or all where that is asked for", async () => {
    const text = `SELECT 1 AS small, ${LARGE} AS large, 1.0 AS real`;
    expect(await db.query(text)).toEqual([{ small: 1, large: LARGE, real: 1 }]);
    expect(await db.query(text, [], { bigint: "always" })).toEqual([{ small: 1n, large: LARGE, real: 1 }]);
    expect(await db.values(text, [], { bigint: "always" })).toEqual([[1n], [LARGE], Float64Array.of(1)]);
  });

  it("are all bigint on a database that was opened so, unless a call says otherwise", async () => {
    const other = await openInNode(":memory:", { bigint: "always" });
    expect(await other.value("SELECT 1")).toBe(1n);
    expect((await other.batch(["SELECT 2 AS a"]))[0]?.rows).toEqual([{ a: 2n }]);
    for await (const row of other.stream("SELECT 3 AS a")) expect(row).toEqual({ a: 3n });
    expect(await other.value("SELECT 1", [], { bigint: "auto" })).toBe(1);
    await other.close();
  });
});

describe("the tag sql", () => {
  it("binds what it interpolates, in every method", async () => {
    const id = 2;
    expect(await db.query(sql`SELECT text FROM note WHERE id = ${id}`)).toEqual([{ text: "b" }]);
    expect(await db.get(sql`SELECT text FROM note WHERE id = ${id}`)).toEqual({ text: "b" });
    expect(await db.value(sql`SELECT ${"it's"} || ${null}`)).toBeNull();
    expect(await db.values(sql`SELECT ${1}, ${"x"}`)).toEqual([Float64Array.of(1), ["x"]]);
    expect(
      await db.run(sql`UPDATE note SET text = ${"'; DROP TABLE note; --"} WHERE id = ${id}`),
    ).toMatchObject({
      changes: 1,
    });
    expect(await db.value("SELECT text FROM note WHERE id = 2")).toBe("'; DROP TABLE note; --");
    expect((await db.batch([sql`SELECT ${5} AS five`]))[0]?.rows).toEqual([{ five: 5 }]);
    for await (const row of db.stream(sql`SELECT ${6} AS six`)) expect(row).toEqual({ six: 6 });
  });

  it("takes options after it, and no parameters", async () => {
    expect(await db.query(sql`SELECT ${1} AS one`, { rowMode: "array" })).toEqual({
      columns: ["one"],
      rows: [[1]],
    });
    const loosely = db.query.bind(db) as (...args: unknown[]) => Promise<unknown>;
    expect(await rejection(loosely(sql`SELECT ${1}`, [1]))).toMatchObject({
      name: "TypeError",
      message: expect.stringContaining("brings its parameters") as string,
    });
  });

  it("is put together of pieces, names and lists", async () => {
    const filter = sql`WHERE id IN (${sql.join([1, 3])}) AND ${sql.identifier("text")} <> ${"x"}`;
    expect(await db.query(sql`SELECT id FROM ${sql.identifier("note")} ${filter}`)).toEqual([
      { id: 1 },
      { id: 3 },
    ]);
    const strange = 'a "strange" name';
    await db.exec(sql`CREATE TABLE ${sql.identifier(strange)}(a)`);
    expect(await db.value("SELECT name FROM sqlite_schema WHERE name LIKE 'a %'")).toBe(strange);
    const either = sql.join([sql`id = ${1}`, sql`id = ${2}`], " OR ");
    expect(await db.value(sql`SELECT count(*) FROM note WHERE ${either}`)).toBe(2);
    expect(() => sql.identifier("a\0b")).toThrow(TypeError);
  });

  it("is refused by exec where it has parameters", async () => {
    expect(await rejection(db.exec(sql`SELECT ${1}`))).toBeInstanceOf(TypeError);
    expect(await db.exec(sql`SELECT 1; SELECT 2`)).toBeUndefined();
  });
});

it("types follow the row mode and what the caller says", () => {
  interface Note {
    id: number;
    text: string | null;
  }
  expectTypeOf(() => db.query<Note>("", [])).returns.resolves.toEqualTypeOf<Note[]>();
  expectTypeOf(() => db.query<Note>(sql``)).returns.resolves.toEqualTypeOf<Note[]>();
  expectTypeOf(() => db.query("")).returns.resolves.toEqualTypeOf<SqlRow[]>();
  expectTypeOf(() => db.query("", [], { rowMode: "array" })).returns.resolves.toEqualTypeOf<ArrayRows>();
  expectTypeOf(() => db.query("", [], { rowMode: "columns" })).returns.resolves.toEqualTypeOf<ColumnRows>();
  expectTypeOf(() => db.get<Note>("")).returns.resolves.toEqualTypeOf<Note | undefined>();
  expectTypeOf(() => db.value<number>("")).returns.resolves.toEqualTypeOf<number | undefined>();
  expectTypeOf(() => db.values("")).returns.resolves.toEqualTypeOf<Column[]>();
  // @ts-expect-error: a date has to be made a number or a text first
  () => db.query("SELECT ?", [new Date()]);
  // @ts-expect-error: no such row mode
  () => db.query("SELECT 1", [], { rowMode: "map" });
});

describe("values of any kind", () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }),
  );

  /** As SQLite gives back what is stored in a column without a type. */
  function stored(given: ParameterValue): SqlValue {
    if (typeof given === "bigint" && given >= -(2n ** 53n) + 1n && given <= 2n ** 53n - 1n)
      return Number(given);
    if (Object.is(given, -0)) return 0;
    return given as SqlValue;
  }

  it("arrive the same by run, runMany and batch, and leave the same in every row mode", async () => {
    await db.exec("CREATE TABLE any(a, b, c)");
    const row = fc.tuple(value, value, value);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        await db.exec("DELETE FROM any");
        const insert = "INSERT INTO any VALUES (?, ?, ?)";
        await db.runMany(insert, rows);
        for (const each of rows) await db.run(insert, each);
        await db.batch(rows.map((each) => [insert, each] as const));
        const expected = [...rows, ...rows, ...rows].map((each) => each.map(stored));
        const select = "SELECT a, b, c FROM any ORDER BY rowid";
        const arrays = await db.query(select, [], { rowMode: "array" });
        expect(arrays.rows).toEqual(expected);
        expect((await db.query(select)).map(({ a, b, c }) => [a, b, c])).toEqual(expected);
        const columns = await db.values(select);
        expect(expected.map((_, index) => columns.map((column) => column[index]))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
