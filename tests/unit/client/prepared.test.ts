import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec(
    "CREATE TABLE note(id INTEGER PRIMARY KEY, text); INSERT INTO note VALUES (1, 'a'), (2, 'b')",
  );
});
afterEach(() => db.close());

describe("a prepared statement", () => {
  it("tells its columns and parameters, and runs in every way", async () => {
    const select = await db.prepare<{ id: number; text: string }>(
      "SELECT id, text FROM note WHERE id >= :from",
    );
    expect(select.columns).toEqual(["id", "text"]);
    expect(select.parameters).toEqual([":from"]);
    expect(await select.all({ from: 1 })).toEqual([
      { id: 1, text: "a" },
      { id: 2, text: "b" },
    ]);
    expect(await select.all([2], { rowMode: "array" })).toEqual({
      columns: ["id", "text"],
      rows: [[2, "b"]],
    });
    expect(await select.get([2])).toEqual({ id: 2, text: "b" });
    expect(await select.get([3])).toBeUndefined();
    expect(await select.value([2])).toBe(2);
    expect(await select.values([1])).toEqual([Float64Array.of(1, 2), ["a", "b"]]);
    const streamed = [];
    for await (const { text } of select.stream([1])) streamed.push(text);
    expect(streamed).toEqual(["a", "b"]);
    await select.finalize();

    const insert = await db.prepare("INSERT INTO note(text) VALUES (?)");
    expect([insert.columns, insert.parameters]).toEqual([[], [null]]);
    expect(await insert.run(["c"])).toEqual({ changes: 1, lastInsertRowid: 3 });
    expect(await insert.runMany([["d"], ["e"]])).toEqual({ changes: 2, lastInsertRowid: 5 });
    await insert.finalize();
  });

  it("shows a mistake when it is prepared, in the caller's stack", async () => {
    const error = await rejection(
      (async function callOfTheUser() {
        await db.prepare("SELECT * FORM note");
      })(),
    );
    expect(error).toMatchObject({ code: "SQLITE_ERROR", offset: 9 });
    expect(error.stack).toContain("callOfTheUser");
  });

  it("is refused once it is finalized, which may be done twice and at the end of a block", async () => {
    const statement = await db.prepare("SELECT 1");
    await Promise.all([statement.finalize(), statement.finalize()]);
    await statement[Symbol.asyncDispose]();
    for (const call of [statement.all(), statement.get(), statement.run(), statement.runMany([])]) {
      expect(await rejection(call)).toMatchObject({
        code: "SQLITE_MISUSE",
        message: "the statement is finalized",
      });
    }
    expect(() => statement.stream()).toThrow("the statement is finalized");
  });

  it("belongs to its transaction, and ends with it", async () => {
    const kept = await db.transaction(async (tx) => {
      const statement = await tx.prepare("INSERT INTO note(text) VALUES (?)");
      await statement.run(["in"]);
      return statement;
    });
    expect(await rejection(kept.run(["out"]))).toMatchObject({ code: "SQLITE_MISUSE" });
    expect(await db.value("SELECT count(*) FROM note")).toBe(3);
  });

  it("gives the columns that a table has got in the meantime", async () => {
    const statement = await db.prepare("SELECT * FROM note WHERE id = 1");
    await db.exec("ALTER TABLE note ADD COLUMN more DEFAULT 7");
    expect(await statement.all()).toEqual([{ id: 1, text: "a", more: 7 }]);
  });
});
