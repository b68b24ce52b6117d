import { beforeEach, describe, expect, it } from "vitest";
import type { DB } from "../../../src/oo1/index.js";
import { loadOo1 } from "../../support/oo1/load-oo1.js";

let db: DB;

beforeEach(async () => {
  db = new (await loadOo1()).DB();
});

/** What is compiled into sqlite3.wasm beyond the core, used once each. */
describe("sqlite3.wasm brings", () => {
  it("FTS5, with ranking, highlighting and its vocabulary", () => {
    db.exec("CREATE VIRTUAL TABLE mail USING fts5(subject, body, tokenize = 'porter')");
    db.exec(
      "INSERT INTO mail VALUES('lunch', 'we are running late'), ('run', 'a run in the park'), ('x', 'y')",
    );
    const sql = "SELECT highlight(mail, 1, '[', ']') FROM mail('run') ORDER BY rank";
    expect(db.selectValues(sql)).toEqual(["a [run] in the park", "we are [running] late"]);
    db.exec("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(mail, 'row')");
    expect(db.selectValue("SELECT doc FROM vocabulary WHERE term = 'run'")).toBe(2);
  });

  it("R-Tree", () => {
    db.exec("CREATE VIRTUAL TABLE place USING rtree(id, x0, x1, y0, y1)");
    db.exec("INSERT INTO place VALUES(1, 0, 1, 0, 1), (2, 5, 6, 5, 6), (3, 0.5, 5.5, 0, 9)");
    const sql = "SELECT id FROM place WHERE x1 >= ?1 AND x0 <= ?1 AND y0 <= ?1 ORDER BY id";
    expect([db.selectValues(sql, 0.75), db.selectValues(sql, 5.25)]).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  it("JSON and JSONB", () => {
    const document = { list: [1, { deep: "é" }], none: null };
    const blob = db.selectValue("SELECT jsonb(?)", JSON.stringify(document));
    expect(blob).toBeInstanceOf(Uint8Array);
    expect(db.selectValue("SELECT ? ->> '$.list[1].deep'", blob)).toBe("é");
    const statement = db.prepare("SELECT json(?)").bind(blob);
    statement.step();
    expect(statement.getJSON(0)).toEqual(document);
    expect(db.selectValues("SELECT value FROM json_each('[3, 1]') ORDER BY value")).toEqual([1, 3]);
    expect(db.selectValue("SELECT json_group_object('a', jsonb_array(1, 2))")).toBe('{"a":[1,2]}');
  });

  it("mathematical functions and percentiles", () => {
    expect(db.selectValue("SELECT round(sin(radians(90)) + log2(8) + pow(2, 0.5), 3)")).toBe(5.414);
    const sql = "SELECT median(value), percentile(value, 90) FROM json_each('[1,2,3,4,5]')";
    expect(db.selectArray(sql)).toEqual([3, 4.6]);
  });

  it("dbstat", () => {
    db.exec("CREATE TABLE t(a); INSERT INTO t SELECT randomblob(5000) FROM json_each('[1,2,3]')");
    const [pages, bytes] = db.selectArray(
      "SELECT count(*), sum(pgsize) FROM dbstat WHERE name = 't'",
    ) as number[];
    expect(pages).toBeGreaterThan(1);
    expect(bytes).toBe((pages as number) * (db.selectValue("PRAGMA page_size") as number));
  });

  it("sqlite_stmt", () => {
    db.exec("CREATE TABLE t(a)");
    const statement = db.prepare("SELECT a FROM t WHERE a > ?");
    statement.step();
    const sql = "SELECT sql, ro, ncol FROM sqlite_stmt WHERE sql LIKE 'SELECT a%'";
    expect(db.selectArrays(sql)[0]).toEqual(["SELECT a FROM t WHERE a > ?", 1, 1]);
  });

  it("bytecode and tables_used", () => {
    db.exec("CREATE TABLE t(a); CREATE INDEX i ON t(a)");
    expect(db.selectValues("SELECT opcode FROM bytecode('SELECT 1')")).toContain("ResultRow");
    const used = "SELECT type, name FROM tables_used('SELECT a FROM t WHERE a = 1') ORDER BY type";
    expect(db.selectArrays(used)).toEqual([["index", "i"]]);
  });
});
