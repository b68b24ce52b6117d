import { beforeEach, describe, expect, it } from "vitest";
import { createVfsDb, type DB, type Stmt } from "../../../src/oo1/index.js";
import { footprintOf } from "../../support/engine/footprint.js";
import { type LoadedOo1, loadOo1 } from "../../support/oo1/load-oo1.js";

let oo1: LoadedOo1;

beforeEach(async () => {
  oo1 = await loadOo1();
});

describe("errors say what was wrong", () => {
  it.each<[string, (oo1: LoadedOo1) => unknown, string]>([
    ["a closed connection", ({ DB }) => closed(new DB()).exec("SELECT 1"), "the connection is closed"],
    ["SQL that fails", ({ DB }) => new DB().exec("SELECT * FROM x"), "SQLITE_ERROR: no such table: x"],
    [
      "a constraint",
      ({ DB }) => violate(new DB()),
      "SQLITE_CONSTRAINT_UNIQUE: UNIQUE constraint failed: t.a",
    ],
    ["a file", ({ DB }) => new DB("/no/such.db"), "SQLITE_CANTOPEN: unable to open database file"],
    ["no SQL", ({ DB }) => new DB().prepare(" -- "), "the SQL text contains no statement"],
    [
      "a position",
      ({ DB }) => new DB().prepare("SELECT ?").bind(2, 1),
      "the statement has no parameter 2; its parameters are 1 to 1",
    ],
    [
      "a name",
      ({ DB }) => new DB().prepare("SELECT $a").bind("a", 1),
      'the statement has no parameter named "a"; names include their $, : or @',
    ],
    [
      "a value",
      ({ DB }) => new DB().prepare("SELECT ?").bind(1, (() => 1) as never),
      "parameter 1: a function cannot be stored; bind null, number, bigint, string or Uint8Array",
    ],
    ["a column", ({ DB }) => onRow(new DB()).get(3), "column 3 is not one of the 1 columns"],
    [
      "a row",
      ({ DB }) => new DB().prepare("SELECT 1").get(0),
      "the statement stands on no row: step() must have returned true",
    ],
    ["a statement", ({ DB }) => finalized(new DB()).step(), "the statement is finalized"],
    [
      "a locked statement",
      ({ DB }) => new DB().exec("SELECT 1", { callback: (_row, statement) => statement.reset() }),
      "a callback of exec() may read its statement, but not reset it",
    ],
    [
      "a result",
      ({ DB }) => new DB().createFunction("f", () => new Date() as never).selectValue("SELECT f()"),
      "SQLITE_ERROR: TypeError: an object of class Date is no result of an SQL function; " +
        "return null, number, bigint, string or bytes",
    ],
  ])("%s", (_, run, message) => {
    expect(() => run(oo1)).toThrow(expect.objectContaining({ name: "SQLite3Error", message }));
  });

  it("and keep what an SQL function threw as their cause, for the error that it led to only", () => {
    const db = new oo1.DB();
    const cause = new RangeError("mine");
    db.createFunction("f", () => {
      throw cause;
    });
    expect(() => db.exec("SELECT f()")).toThrow(
      expect.objectContaining({ resultCode: 1, message: "SQLITE_ERROR: RangeError: mine", cause }),
    );
    expect(() => db.exec("SELECT * FROM nowhere")).toThrow(expect.not.objectContaining({ cause }));
  });

  it("even where a function throws what has no text", () => {
    const db = new oo1.DB().createFunction("f", () => {
      throw Object.create(null);
    });
    expect(() => db.exec("SELECT f()")).toThrow("an SQL function threw an object that has no text");
  });
});

describe("SQL functions", () => {
  it("cannot be replaced while a statement uses them, and stay as they were", () => {
    const db = new oo1.DB().createFunction("f", () => 1);
    const statement = db.prepare("SELECT f() UNION ALL SELECT f()");
    statement.step();
    const before = footprintOf(oo1.engine).functions;
    expect(() => db.createFunction("f", () => 2)).toThrow(expect.objectContaining({ resultCode: 5 }));
    expect(footprintOf(oo1.engine).functions).toBe(before);
    expect([statement.step(), statement.get(0)]).toEqual([true, 1]);
    db.close();
    expect(footprintOf(oo1.engine).functions).toBe(0);
  });

  it("take and give texts and blobs larger than the scratch block", () => {
    const db = new oo1.DB();
    db.createFunction("doubled", (_context, value) =>
      typeof value === "string" ? value + value : new Uint8Array(2 * (value as Uint8Array).length),
    );
    const text = "é".repeat(100_000);
    expect(db.selectValue("SELECT doubled(?) = ?1 || ?1", text)).toBe(1);
    expect(db.selectValue("SELECT length(doubled(?))", new Uint8Array(100_000))).toBe(200_000);
  });

  it("survive memory that grows while their arguments are read", () => {
    const db = new oo1.DB();
    const size = 1 << 20;
    db.createFunction("f", (_context, a, b) => {
      // Growing detaches every view of the memory; the arguments are copies.
      const kept = new oo1.DB().exec(`CREATE TABLE t AS SELECT zeroblob(${8 * size})`);
      kept.close();
      return (a as Uint8Array).length + (b as Uint8Array).length;
    });
    expect(db.selectValue("SELECT f(zeroblob(?1), zeroblob(?1))", size)).toBe(2 * size);
  });

  it("outlive the object that wrapped their connection, and go with the connection", () => {
    const owner = new oo1.DB();
    const wrapped = oo1.DB.wrapHandle(owner.pointer as number);
    wrapped.createFunction("f", () => 7).close();
    expect(owner.selectValue("SELECT f()")).toBe(7);
    owner.close();
    expect(footprintOf(oo1.engine).functions).toBe(0);
  });
});

describe("closing", () => {
  it("ends statements that are in use, wrapped or borrowed", () => {
    const db = new oo1.DB();
    const prepared = onRow(db);
    const wrapped = oo1.Stmt.wrapHandle(db, prepared.pointer as number);
    expect([wrapped.step(), db.openStatementCount()]).toEqual([false, 1]);
    db.close();
    expect([prepared.pointer, wrapped.pointer, db.openStatementCount()]).toEqual([undefined, undefined, 0]);
  });

  it("inside a callback of exec ends exec with an error, and nothing is left", () => {
    const before = footprintOf(oo1.engine);
    const db = new oo1.DB();
    const sql = "SELECT 1 UNION ALL SELECT 2; SELECT 3";
    expect(() => db.exec({ sql, callback: () => db.close() })).toThrow(
      expect.objectContaining({ resultCode: 21, message: expect.stringContaining("closed its connection") }),
    );
    expect(footprintOf(oo1.engine)).toMatchObject({ functions: before.functions, stack: before.stack });
  });

  it("may be done by the listener that is told of it", () => {
    const db = new oo1.DB();
    let calls = 0;
    db.onclose = {
      before() {
        if (calls++ === 0) db.close();
      },
    };
    db.close();
    expect([calls, db.isOpen()]).toEqual([2, false]);
  });
});

describe("classes", () => {
  it("of two instances know nothing of each other", async () => {
    const other = await loadOo1();
    const db = new oo1.DB("/mine.db");
    db.exec("CREATE TABLE t(a)");
    expect(() => new other.DB("/mine.db", "w")).toThrow(expect.objectContaining({ resultCode: 14 }));
    expect([db instanceof other.DB, new other.DB() instanceof oo1.DB]).toEqual([false, false]);
    expect(() => other.Stmt.wrapHandle(db, 8)).toThrow("for an open connection of this namespace");
    expect(() => new other.DB().exec("x")).toThrow(other.SQLite3Error);
    expect(new oo1.SQLite3Error("x")).not.toBeInstanceOf(other.SQLite3Error);
  });

  it("for one VFS fix it and set their connections up", () => {
    const UnixDb = createVfsDb(oo1.DB, {
      name: "UnixDb",
      vfs: "unix",
      postOpen: (db) => db.exec("PRAGMA user_version = 7"),
    });
    for (const db of [new UnixDb("/fixed.db"), new UnixDb({ filename: "/fixed.db", flags: "w" })]) {
      expect([db.dbVfsName(), db.selectValue("PRAGMA user_version"), db instanceof oo1.DB]).toEqual([
        "unix",
        7,
        true,
      ]);
      db.close();
    }
    expect(UnixDb.name).toBe("UnixDb");
    expect(() => new UnixDb("/fixed.db", "r")).toThrow(expect.objectContaining({ resultCode: 8 }));
    expect(footprintOf(oo1.engine).functions).toBe(0);
  });

  it("report the SQL of connections opened with the flag t", async () => {
    const lines: string[] = [];
    const { DB } = await loadOo1((sql) => lines.push(sql));
    const db = new DB({ flags: "ct" });
    db.exec("CREATE TABLE t(a); INSERT INTO t VALUES(?)", { bind: 5 });
    new DB().exec("SELECT 1");
    db.close();
    expect(lines).toEqual(["CREATE TABLE t(a);", " INSERT INTO t VALUES(?)"]);
  });
});

function closed(db: DB): DB {
  db.close();
  return db;
}

function violate(db: DB): unknown {
  return db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1); INSERT INTO t VALUES(1)");
}

function onRow(db: DB): Stmt {
  const statement = db.prepare("SELECT 1");
  statement.step();
  return statement;
}

function finalized(db: DB): Stmt {
  const statement = db.prepare("SELECT 1");
  statement.finalize();
  return statement;
}
