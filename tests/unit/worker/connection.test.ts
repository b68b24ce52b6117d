import { beforeEach, describe, expect, it } from "vitest";
import type { Capi } from "../../../src/capi/index.js";
import { Database } from "../../../src/oo1/index.js";
import {
  decodeArrays,
  type SqlPayload,
  type SqlValue,
  type WireParameters,
} from "../../../src/protocol/index.js";
import { Connection } from "../../../src/worker/connection.js";
import { Interruption } from "../../../src/worker/interruption.js";
import { finish, type Steps } from "../../../src/worker/steps.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

let capi: Capi;
let db: Database;
let connection: Connection;
beforeEach(async () => {
  ({ capi } = await loadTestEngine());
  db = new Database(capi);
  connection = new Connection(capi, db, new Interruption(capi, () => Promise.resolve()));
  exec({ sql: "CREATE TABLE t(a); INSERT INTO t VALUES (1)", depth: 0 });
});

/** Does work that has nothing to wait for. */
function now<Result>(steps: Steps<Result>): Result {
  const result = finish(steps);
  if (result instanceof Promise) throw new Error("it has to wait");
  return result;
}

const exec = (payload: SqlPayload) => now(connection.exec(payload));
const run = (sql: string, depth = 0) => now(connection.run({ sql, parameters: [], depth }));

function query(sql: string, parameters: WireParameters = []) {
  const rows: SqlValue[][] = [];
  const last = now(
    connection.query({ sql, parameters, depth: 0 }, ({ buffer }) => decodeArrays(buffer, rows)),
  );
  decodeArrays(last.buffer, rows);
  return { columns: last.columns, rows };
}

describe("rows that come in several requests", () => {
  /** Two rows of one number each, as `row-layout.ts` draws them. */
  function rowsOf(first: number, second: number): ArrayBuffer {
    const buffer = new ArrayBuffer(24 + 16 + 2);
    new Uint32Array(buffer, 0, 6).set([2, 1, 2, 0, 0, 0]);
    new Float64Array(buffer, 24, 2).set([first, second]);
    new Uint8Array(buffer, 40).fill(1);
    return buffer;
  }
  const some = (first: number, second: number, position: number, isLast: boolean) =>
    now(
      connection.runMany({
        sql: "INSERT INTO u VALUES (?)",
        depth: 0,
        names: null,
        buffer: rowsOf(first, second),
        position,
        isLast,
      }),
    );
  const stored = () => query("SELECT a FROM u").rows.flat();
  beforeEach(() => exec({ sql: "CREATE TABLE u(a UNIQUE)", depth: 0 }));

  it("are committed with the last", () => {
    some(1, 2, 0, false);
    expect(capi.sqlite3_get_autocommit(db.pointer)).toBe(0);
    some(3, 4, 1, false);
    expect(some(5, 6, 2, true)).toMatchObject({ changes: 2, lastInsertRowid: 6 });
    expect(capi.sqlite3_get_autocommit(db.pointer)).toBe(1);
    expect(stored()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("are undone when some of them fail, and those after them do not run", () => {
    some(1, 2, 0, false);
    expect(() => some(3, 1, 1, false)).toThrow("UNIQUE");
    expect(() => some(5, 6, 2, true)).toThrow("the rows before these were given up");
    expect([stored(), capi.sqlite3_get_autocommit(db.pointer)]).toEqual([[], 1]);
  });

  it("are undone when they are given up, which does nothing afterwards", () => {
    some(1, 2, 0, false);
    connection.stopMany();
    some(3, 4, 0, true);
    connection.stopMany();
    expect(stored()).toEqual([3, 4]);
  });

  it("are undone when some of them are missing", () => {
    some(1, 2, 0, false);
    expect(() => some(5, 6, 2, true)).toThrow("the rows before these were given up");
    expect([stored(), capi.sqlite3_get_autocommit(db.pointer)]).toEqual([[], 1]);
  });

  it("do not run without the transaction, when something else has ended it", () => {
    some(1, 2, 0, false);
    exec({ sql: "ROLLBACK", depth: 0 });
    expect(() => some(3, 4, 1, false)).toThrow("the transaction is over");
    expect(() => some(5, 6, 2, true)).toThrow("given up");
    expect(stored()).toEqual([]);
  });

  it("begin anew after others that have not come to an end", () => {
    some(1, 2, 0, false);
    some(3, 4, 0, true);
    expect(stored()).toEqual([3, 4]);
  });

  it("are over when the transaction around them is rolled back", () => {
    connection.begin({ depth: 1, mode: "deferred" });
    some(1, 2, 0, false);
    connection.rollback({ depth: 1 });
    expect(() => some(3, 4, 1, true)).toThrow("given up");
    expect(stored()).toEqual([]);
  });

  it("are refused where they are shorter than they say", () => {
    const buffer = rowsOf(1, 2).slice(0, 41);
    const payload = { sql: "INSERT INTO u VALUES (?)", depth: 0, names: null, position: 0, isLast: true };
    expect(() => now(connection.runMany({ ...payload, buffer }))).toThrow(RangeError);
    expect(capi.sqlite3_get_autocommit(db.pointer)).toBe(1);
  });
});

describe("the statements of a connection", () => {
  it("are prepared once for all their uses", () => {
    for (let value = 0; value < 5; value++) query("SELECT ? + a FROM t", [value]);
    expect(db.openStatementCount()).toBe(1);
  });

  it("see a column that was added after they were prepared", () => {
    expect(query("SELECT * FROM t")).toEqual({ columns: ["a"], rows: [[1]] });
    exec({ sql: "ALTER TABLE t ADD COLUMN b DEFAULT 'new'", depth: 0 });
    expect(query("SELECT * FROM t")).toEqual({ columns: ["a", "b"], rows: [[1, "new"]] });
    exec({ sql: "DELETE FROM t; ALTER TABLE t RENAME COLUMN a TO c", depth: 0 });
    expect(query("SELECT * FROM t")).toEqual({ columns: ["c", "b"], rows: [] });
  });

  it("hold no lock and no parameter when they are done", () => {
    query("SELECT a, ? FROM t", ["x".repeat(1000)]);
    exec({ sql: "DROP TABLE t", depth: 0 });
    expect(() => query("SELECT a, ? FROM t", [1])).toThrow("no such table: t");
  });

  it("are dropped when they fail", () => {
    expect(() => query("SELECT abs(a * ?) FROM t", [-(2n ** 63n)])).toThrow("integer overflow");
    expect(db.openStatementCount()).toBe(0);
    expect(() => query("SELECT ?", [1, 2])).toThrow(RangeError);
    expect(db.openStatementCount()).toBe(0);
  });

  it("are kept within bounds: the latest 64, and no very long ones", () => {
    for (let index = 0; index < 100; index++) query(`SELECT ${index}`);
    expect(db.openStatementCount()).toBe(64);
    query(`SELECT '${"long".repeat(3000)}'`);
    expect(db.openStatementCount()).toBe(64);
  });

  it("are all finalized when the connection closes", () => {
    query("SELECT 1");
    connection.close();
    expect(db.isOpen()).toBe(false);
  });

  it("count their changes, and no other statement's", () => {
    expect(run("INSERT INTO t VALUES (2), (3)")).toEqual({ changes: 2, lastInsertRowid: 3 });
    expect(run("SELECT * FROM t").changes).toBe(0);
    expect(run("CREATE TABLE u(a)").changes).toBe(0);
    expect(run("UPDATE t SET a = 0 WHERE a > 99").changes).toBe(0);
    expect(run("INSERT INTO t(rowid) VALUES (9007199254740993) RETURNING a").lastInsertRowid).toBe(
      9007199254740993n,
    );
    expect(run("DELETE FROM t").changes).toBe(4);
  });
});

describe("parameters", () => {
  const named = (values: Record<string, SqlValue>): WireParameters => ({
    names: Object.keys(values),
    values: Object.values(values),
  });

  it.each<[string, string, WireParameters, SqlValue[]]>([
    ["by position", "SELECT ?, ?", [1, "b"], [1, "b"]],
    ["by position for names", "SELECT :a, @b", [1, 2], [1, 2]],
    ["by name without prefix", "SELECT :a, @b, $c", named({ c: 3, b: 2, a: 1 }), [1, 2, 3]],
    ["by name with prefix", "SELECT :a, @a", named({ ":a": 1, "@a": 2 }), [1, 2]],
    ["by one name for two prefixes", "SELECT :a, @a, :a", named({ a: 1 }), [1, 1, 1]],
    ["by number", "SELECT ?2, ?1", [1, 2], [2, 1]],
    ["named __proto__", "SELECT :__proto__", { names: ["__proto__"], values: [1] }, [1]],
  ])("are bound %s", (_, sql, parameters, row) => {
    expect(query(sql, parameters).rows).toEqual([row]);
  });

  it.each<[string, string, WireParameters, string]>([
    ["too few", "SELECT ?, ?", [1], "1 value for a statement with 2 parameters"],
    ["none", "SELECT ?", [], "0 values for a statement with 1 parameter"],
    ["too many", "SELECT ?", [1, 2], "2 values for a statement with 1 parameter"],
    ["any for a statement without", "SELECT 1", [1], "1 value for a statement with 0 parameters"],
    ["without a name", "SELECT ?", named({ a: 1 }), "parameter 1 has no name: pass an array of values"],
    ["with a missing name", "SELECT :a, :b", named({ a: 1 }), "no value for the parameter :b"],
    ["with an unknown name", "SELECT :a", named({ a: 1, b: 2 }), 'the statement has no parameter named "b"'],
    ["with a name twice", "SELECT :a", named({ a: 1, ":a": 2 }), 'the statement has no parameter named "a"'],
  ])("are refused when there are %s", (_, sql, parameters, message) => {
    expect(() => query(sql, parameters)).toThrow(new RangeError(message));
  });
});

describe("a transaction that SQLite has ended", () => {
  const inside = (sql: string) => run(sql, 1);

  it("runs nothing more, so that nothing is committed on its own", () => {
    exec({ sql: "CREATE UNIQUE INDEX i ON t(a)", depth: 0 });
    connection.begin({ depth: 1, mode: "deferred" });
    inside("INSERT INTO t VALUES (2)");
    expect(() => inside("INSERT OR ROLLBACK INTO t VALUES (1)")).toThrow("UNIQUE constraint failed");
    const over = expect.objectContaining({ code: "SQLITE_ABORT" }) as Error;
    expect(() => inside("INSERT INTO t VALUES (3)")).toThrow(over);
    expect(() => exec({ sql: "INSERT INTO t VALUES (4)", depth: 1 })).toThrow(over);
    expect(() => connection.begin({ depth: 2, mode: "deferred" })).toThrow(over);
    expect(() => connection.commit({ depth: 1 })).toThrow(over);
    expect(connection.rollback({ depth: 1 })).toBeNull();
    expect(query("SELECT a FROM t").rows).toEqual([[1]]);
  });
});
