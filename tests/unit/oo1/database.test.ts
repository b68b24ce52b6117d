import { beforeEach, describe, expect, it } from "vitest";
import type { Capi } from "../../../src/capi/index.js";
import { Database, databaseFilename, type SqlRow, type SqlValue } from "../../../src/oo1/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

let capi: Capi;
let db: Database;

beforeEach(async () => {
  ({ capi } = await loadTestEngine());
  db = new Database(capi);
});

function rowsOf(sql: string): SqlValue[][] {
  const resultRows: SqlValue[][] = [];
  db.exec(sql, { resultRows });
  return resultRows;
}

describe("opening and closing", () => {
  it("keeps a file's contents from one connection to the next", () => {
    const first = new Database(capi, { filename: "/kept.db" });
    first.exec("CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    expect(databaseFilename(capi, first.pointer)).toBe("/kept.db");
    first.close();
    const second = new Database(capi, { filename: "/kept.db", flags: "r" });
    expect(second.prepare("SELECT a FROM t").step()).toBe(true);
    expect(() => second.exec("DELETE FROM t")).toThrow(expect.objectContaining({ code: "SQLITE_READONLY" }));
    second.close();
  });

  it.each([
    ["a missing file", { filename: "/missing.db", flags: "w" }, "SQLITE_CANTOPEN"],
    ["a missing folder", { filename: "/no/such/folder.db" }, "SQLITE_CANTOPEN"],
    ["an unknown VFS", { vfs: "nowhere" }, "SQLITE_ERROR"],
    ["a NUL in the name", { filename: "a\0b" }, "SQLITE_CANTOPEN"],
  ] as const)("refuses %s", (_, options, code) => {
    expect(() => new Database(capi, options)).toThrow(expect.objectContaining({ name: "SqliteError", code }));
  });

  it("finalizes open statements on close and says so afterwards", () => {
    const statement = db.prepare("SELECT 1");
    expect(db.openStatementCount()).toBe(1);
    db.close();
    db.close();
    expect(db.isOpen()).toBe(false);
    expect(statement.pointer).toBe(0);
    for (const use of [() => statement.step(), () => db.exec("SELECT 1"), () => db.prepare("SELECT 1")]) {
      expect(use).toThrow(expect.objectContaining({ code: "SQLITE_MISUSE" }));
    }
  });

  it("shares nothing with another connection to a memory database", () => {
    db.exec("CREATE TABLE t(a)");
    expect(() => new Database(capi).exec("SELECT * FROM t")).toThrow("no such table");
  });
});

describe("exec", () => {
  it("runs every statement of a script", () => {
    db.exec("CREATE TABLE t(a); -- comment\n;;INSERT INTO t VALUES(1),(2); /* end */ ");
    expect(rowsOf("SELECT a FROM t")).toEqual([[1], [2]]);
  });

  it.each(["", " \n", "-- only a comment", ";;;"])("does nothing for %j", (sql) => {
    expect(() => db.exec(sql)).not.toThrow();
  });

  it("counts error offsets in UTF-16 units from the start of the whole script", () => {
    const sql = "CREATE TABLE café(a); SELECT '𝄞€'; SELEC nothing";
    expect(() => db.exec(sql)).toThrow(
      expect.objectContaining({ code: "SQLITE_ERROR", sql, offset: sql.indexOf("SELEC nothing") }),
    );
    expect(rowsOf("SELECT count(*) FROM café")).toEqual([[0]]);
  });

  it("stops at the first statement that fails; those before it have run", () => {
    const script = "CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1); INSERT INTO t VALUES(1); DROP TABLE t";
    expect(() => db.exec(script)).toThrow(
      expect.objectContaining({
        code: "SQLITE_CONSTRAINT_UNIQUE",
        resultCode: 19,
        extendedResultCode: 2067,
        sql: " INSERT INTO t VALUES(1);",
        message: "UNIQUE constraint failed: t.a",
      }),
    );
    expect(rowsOf("SELECT a FROM t")).toEqual([[1]]);
  });

  it("refuses NUL characters, at which SQLite would stop reading", () => {
    expect(() => db.exec("SELECT 1;\0DROP TABLE t")).toThrow(expect.objectContaining({ offset: 9 }));
  });

  it.each([undefined, null, 1, {}])("refuses %j in place of SQL", (sql) => {
    expect(() => db.exec(sql as unknown as string)).toThrow(TypeError);
  });

  it("gives rows as arrays or objects, binds, names columns and stops when told", () => {
    const rows: (SqlValue[] | SqlRow)[] = [];
    const columnNames: string[] = [];
    const sql =
      "SELECT 0 WHERE 0; WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i+1 FROM n LIMIT 9) SELECT i FROM n";
    db.exec(sql, { bind: [5], resultRows: rows, columnNames });
    expect(columnNames).toEqual(["0"]);
    const objects: SqlRow[] = [];
    db.exec("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'", {
      rowMode: "object",
      callback: (row) => objects.push(row as SqlRow) < 1,
    });
    expect(objects).toEqual([{ a: 1, b: "x" }]);
  });

  it("does not drop values that no statement takes", () => {
    expect(() => db.exec("SELECT 1", { bind: [1] })).toThrow(RangeError);
  });
});

describe("prepare", () => {
  it.each([
    ["no statement", " -- nothing"],
    ["two statements", "SELECT 1; SELECT 2"],
    ["a statement and garbage", "SELECT 1; garbage"],
  ])("refuses %s", (_, sql) => {
    expect(() => db.prepare(sql)).toThrow(expect.objectContaining({ code: "SQLITE_MISUSE", sql }));
    expect(db.openStatementCount()).toBe(0);
  });

  it("takes a trailing semicolon and comment", () => {
    expect(db.prepare("SELECT 1; -- one\n").sql).toBe("SELECT 1;");
  });
});

describe("transaction and savepoint", () => {
  beforeEach(() => db.exec("CREATE TABLE t(a)"));

  it("commits what the function did and returns its result", () => {
    expect(db.transaction("IMMEDIATE", () => db.exec("INSERT INTO t VALUES(1)").changes())).toBe(1);
    expect(rowsOf("SELECT a FROM t")).toEqual([[1]]);
  });

  it("rolls back when the function throws, and throws the same error", () => {
    const failure = new Error("mine");
    const run = () =>
      db.transaction(() => {
        db.exec("INSERT INTO t VALUES(1)");
        throw failure;
      });
    expect(run).toThrow(failure);
    expect(rowsOf("SELECT a FROM t")).toEqual([]);
  });

  it("nests by savepoints", () => {
    db.transaction(() => {
      db.exec("INSERT INTO t VALUES(1)");
      const inner = () =>
        db.savepoint(() => {
          db.exec("INSERT INTO t VALUES(2)");
          throw new Error("inner");
        });
      expect(inner).toThrow("inner");
      db.savepoint(() => db.exec("INSERT INTO t VALUES(3)"));
    });
    expect(rowsOf("SELECT a FROM t")).toEqual([[1], [3]]);
    expect(() => db.transaction(() => db.transaction(() => 0))).toThrow("within a transaction");
  });

  it("refuses an async function and undoes what it did", () => {
    const run = () =>
      db.transaction(async () => {
        db.exec("INSERT INTO t VALUES(1)");
      });
    expect(run).toThrow(TypeError);
    expect(rowsOf("SELECT a FROM t")).toEqual([]);
    expect(() => db.transaction("NOW" as "DEFERRED", () => 0)).toThrow(TypeError);
  });

  it("copes with a transaction that SQLite has rolled back itself", () => {
    const run = () => db.transaction(() => db.exec("INSERT OR ROLLBACK INTO t(rowid) VALUES(1),(1)"));
    expect(run).toThrow(expect.objectContaining({ resultCode: 19 }));
    expect(rowsOf("SELECT count(*) FROM t")).toEqual([[0]]);
  });
});

describe("counters", () => {
  it("tell changes and the last rowid, beyond 2^53 as a bigint", () => {
    db.exec("CREATE TABLE t(a); INSERT INTO t VALUES(1),(2); DELETE FROM t WHERE a = 1");
    expect([db.changes(), db.changes(true), db.lastInsertRowid()]).toEqual([1, 3, 2]);
    db.exec("INSERT INTO t(rowid) VALUES(9223372036854775807)");
    expect(db.lastInsertRowid()).toBe(2n ** 63n - 1n);
  });
});
