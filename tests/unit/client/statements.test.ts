import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import type { ArrayRows, Database, SqlRow } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec(
    "CREATE TABLE note(id INTEGER PRIMARY KEY, text); INSERT INTO note(text) VALUES ('a'), ('b')",
  );
});
afterEach(() => db.close());

describe("query", () => {
  it("gives rows as objects", async () => {
    expect(await db.query("SELECT * FROM note WHERE id > ?", [1])).toEqual([{ id: 2, text: "b" }]);
  });

  it("gives rows as arrays, with the columns beside them", async () => {
    const sql = "SELECT id, id AS id, text FROM note WHERE id = :id";
    expect(await db.query(sql, { id: 1 }, { rowMode: "array" })).toEqual({
      columns: ["id", "id", "text"],
      rows: [[1, 1, "a"]],
    });
  });

  it("gives no rows for a statement that returns none, whose effect it has", async () => {
    expect(await db.query("INSERT INTO note(text) VALUES ('c')")).toEqual([]);
    const { columns, rows } = await db.query("DELETE FROM note RETURNING text", [], { rowMode: "array" });
    expect([columns, rows]).toEqual([["text"], [["a"], ["b"], ["c"]]]);
  });

  it("gives 200,000 rows in their order", async () => {
    const rows = await db.query<{ n: number; text: string }>(
      `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000)
       SELECT n, 'row ' || n AS text FROM c`,
    );
    expect(rows).toHaveLength(200_000);
    expect(rows.every(({ n, text }, index) => n === index + 1 && text === `row ${n}`)).toBe(true);
  });

  it("is typed by its row mode, and takes a row's interface", () => {
    interface Note {
      id: number;
      text: string | null;
    }
    const typed = () => db.query<Note>("SELECT * FROM note");
    const untyped = () => db.query("SELECT 1");
    const arrays = () => db.query("SELECT 1", [], { rowMode: "array" });
    expectTypeOf(typed).returns.resolves.toEqualTypeOf<Note[]>();
    expectTypeOf(untyped).returns.resolves.toEqualTypeOf<SqlRow[]>();
    expectTypeOf(arrays).returns.resolves.toEqualTypeOf<ArrayRows>();
  });
});

describe("run", () => {
  it("tells changes and rowid", async () => {
    expect(await db.run("INSERT INTO note(text) VALUES (?), (?)", ["c", "d"])).toEqual({
      changes: 2,
      lastInsertRowid: 4,
    });
    expect(await db.run("UPDATE note SET text = $text WHERE id < $below", { text: "x", $below: 3 })).toEqual({
      changes: 2,
      lastInsertRowid: 4,
    });
  });
});

describe("exec", () => {
  it("runs scripts, and nothing for an empty one", async () => {
    expect(await db.exec("DELETE FROM note; INSERT INTO note(text) VALUES ('only')")).toBeUndefined();
    for (const empty of ["", "  ", ";", "-- comment"]) await db.exec(empty);
    expect(await db.query("SELECT text FROM note")).toEqual([{ text: "only" }]);
  });

  it("keeps what ran before the statement that fails", async () => {
    await expect(db.exec("DELETE FROM note WHERE id = 1; INSERT INTO nowhere VALUES (1)")).rejects.toThrow(
      "no such table: nowhere",
    );
    expect(await db.query("SELECT id FROM note")).toEqual([{ id: 2 }]);
  });
});

describe("values", () => {
  it.each<[string, null | boolean | number | bigint | string | Uint8Array | ArrayBuffer, unknown]>([
    ["null", null, null],
    ["true", true, 1],
    ["false", false, 0],
    ["an integer", 2 ** 53 - 1, 2 ** 53 - 1],
    ["a fraction", 0.1, 0.1],
    ["infinity", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["minus infinity", Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    ["a small bigint", 5n, 5],
    ["the largest bigint", 2n ** 63n - 1n, 2n ** 63n - 1n],
    ["the smallest bigint", -(2n ** 63n), -(2n ** 63n)],
    ["an empty text", "", ""],
    ["NUL inside a text", "a\0b\0", "a\0b\0"],
    ["a byte order mark", "\ufeffa", "\ufeffa"],
    ["emoji", "👩‍👩‍👧 😀", "👩‍👩‍👧 😀"],
    ["bytes", Uint8Array.of(0, 255), Uint8Array.of(0, 255)],
    ["no bytes", new Uint8Array(), new Uint8Array()],
    ["a buffer", Uint8Array.of(1, 2).buffer, Uint8Array.of(1, 2)],
    ["part of a buffer", Uint8Array.of(1, 2, 3, 4).subarray(1, 3), Uint8Array.of(2, 3)],
    ["a Node buffer", Buffer.from("ab"), Uint8Array.of(97, 98)],
    ["shared memory", new Uint8Array(new SharedArrayBuffer(2)), new Uint8Array(2)],
  ])("%s round-trips", async (_, value, expected) => {
    expect(await db.query("SELECT ? AS value", [value])).toEqual([{ value: expected }]);
    expect(await db.query("SELECT :value AS value", { value })).toEqual([{ value: expected }]);
  });

  it("stay the caller's: nothing is transferred, later changes are not seen", async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const answer = db.query("SELECT ? AS value", [bytes]);
    bytes[0] = 9;
    expect(await answer).toEqual([{ value: Uint8Array.of(1, 2, 3) }]);
    expect(bytes).toEqual(Uint8Array.of(9, 2, 3));
  });

  it("may be texts of 100 MB", async () => {
    const text = "0123456789".repeat(10_000_000);
    await db.run("INSERT INTO note VALUES (10, ?)", [text]);
    const [row] = await db.query<{ text: string; bytes: number }>(
      "SELECT text, octet_length(text) AS bytes FROM note WHERE id = 10",
    );
    expect(row?.bytes).toBe(100_000_000);
    expect(row?.text === text).toBe(true);
  });
});
