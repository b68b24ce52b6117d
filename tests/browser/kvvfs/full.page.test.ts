import { afterEach, beforeAll, describe, expect, it } from "vitest";
import sqlite3InitModule, { type Sqlite3 } from "../../../src/sqlite3/index.js";

/** Takes more room than the row did. */
const GROW = "update t set text = hex(randomblob(200))";
const ROW = "insert into t(text) values (hex(randomblob(10000)))";

let sqlite3: Sqlite3;
beforeAll(async () => {
  sqlite3 = await sqlite3InitModule();
});
afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

/** Adds rows until the store is full. Returns how many went in. */
function fillUp(db: { exec(sql: string): unknown }): number {
  for (let count = 0; ; count++) {
    try {
      db.exec(ROW);
    } catch (error) {
      expect(error).toMatchObject({ name: "SQLite3Error", resultCode: 13 });
      return count;
    }
    if (count > 1000) throw new Error("this browser stores more than 5 MB");
  }
}

describe.each(["local", "session"] as const)("The page's %s storage at its limit", (name) => {
  const storage = name === "local" ? localStorage : sessionStorage;

  it("is SQLITE_FULL; every row that went in is there, and nothing of the one that did not", async () => {
    const db = new sqlite3.oo1.JsStorageDb(name);
    db.exec("create table t(id integer primary key, text)");
    const count = fillUp(db);
    expect(count).toBeGreaterThan(50);
    expect([db.selectValue("select count(*) from t"), db.selectValue("pragma integrity_check")]).toEqual([
      count,
      "ok",
    ]);
    const records = JSON.stringify({ ...storage });
    expect(() => db.exec(`begin; ${ROW}; ${ROW}; commit`)).toThrow(
      expect.objectContaining({ resultCode: 13 }),
    );
    if (sqlite3.wasm.exports.sqlite3_get_autocommit?.(db.pointer ?? 0) === 0) db.exec("rollback");
    expect(JSON.stringify({ ...storage })).toBe(records);
    db.close();

    const again = new (await sqlite3InitModule()).oo1.JsStorageDb(name);
    expect(again.selectValue("select count(*) from t")).toBe(count);
    // A journal takes room as well.
    expect(() => again.exec("delete from t where id > 10")).toThrow(
      expect.objectContaining({ resultCode: 13 }),
    );
    again.exec(
      "pragma journal_mode = memory; delete from t where id > 10; vacuum; pragma journal_mode = delete",
    );
    expect(fillUp(again)).toBeGreaterThan(30);
    expect(again.selectValue("pragma integrity_check")).toBe("ok");
    again.close();
  });

  it("rolls back a transaction that was written in part before it met the limit", () => {
    const db = new sqlite3.oo1.JsStorageDb(name);
    db.exec("create table t(id integer primary key, text)");
    db.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
      insert into t select i, zeroblob(400) from n`);
    const records = JSON.stringify({ ...storage });
    db.exec("pragma cache_size = 5");
    expect(() => db.exec(GROW)).toThrow(expect.objectContaining({ resultCode: 13 }));
    expect(JSON.stringify({ ...storage })).toBe(records);
    expect(db.selectValue("select count(*) from t where text = zeroblob(400)")).toBe(10_000);
    expect(db.selectValue("pragma integrity_check")).toBe("ok");
    db.close();
  });
});
