import { afterEach, expect, it } from "vitest";
import sqlite3InitModule from "../../../src/sqlite3/index.js";
import { compiledSqliteWasm } from "../../support/engine/sqlite-wasm.js";

const settings = globalThis as { sqlite3ApiConfig?: object };

afterEach(() => {
  delete settings.sqlite3ApiConfig;
});

it("sqlite3.oo1 works as in the documentation's first examples", async () => {
  const { oo1, SQLite3Error } = await sqlite3InitModule({ wasmModule: compiledSqliteWasm });
  const db = new oo1.DB("/mydb.sqlite3", "c");
  try {
    db.exec(["CREATE TABLE t(a, b);", "INSERT INTO t(a, b) VALUES(?, ?)"], { bind: [1, "one"] });
    const rows = db.exec("SELECT a, b FROM t", { returnValue: "resultRows", rowMode: "object" });
    expect(rows).toEqual([{ a: 1, b: "one" }]);
    expect(() => db.exec("SELECT * FROM nowhere")).toThrow(SQLite3Error);
  } finally {
    db.close();
  }
});

it("sqlite3.oo1 sends the SQL of traced connections to the configured log", async () => {
  const lines: unknown[][] = [];
  settings.sqlite3ApiConfig = { log: (...details: unknown[]) => lines.push(details) };
  const { oo1 } = await sqlite3InitModule({ wasmModule: compiledSqliteWasm });
  new oo1.DB(":memory:", "ct").exec("CREATE TABLE t(a)").close();
  expect(lines).toEqual([["SQL TRACE", "CREATE TABLE t(a)"]]);
});
