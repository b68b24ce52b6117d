import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CapiNamespace, Database, Sqlite3 } from "../../../src/sqlite3/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

let sqlite3: Sqlite3;
let capi: CapiNamespace;
let db: Database;
const reported: unknown[] = [];

beforeEach(async () => {
  const scope = globalThis as { sqlite3ApiConfig?: object };
  scope.sqlite3ApiConfig = { error: (...args: unknown[]) => reported.push(args) };
  sqlite3 = await loadSqlite3();
  delete scope.sqlite3ApiConfig;
  ({ capi } = sqlite3);
  db = new sqlite3.oo1.DB();
  db.exec("CREATE TABLE t(a PRIMARY KEY, b); INSERT INTO t VALUES(1, 'one'), (2, 'two')");
});

afterEach(() => {
  db.close();
  reported.length = 0;
  vi.restoreAllMocks();
});

const mine = new Error("mine");

function fail(): never {
  throw mine;
}

/** Result code with which SQL ends. */
function codeOf(sql: string): number {
  return capi.sqlite3_exec(db, sql, null, 0, 0);
}

describe("A callback that throws", () => {
  test("denies, as an authorizer", () => {
    capi.sqlite3_set_authorizer(db, fail, 0);
    expect(codeOf("SELECT a FROM t")).toBe(capi.SQLITE_AUTH);
  });

  test("rolls back, as a commit hook", () => {
    capi.sqlite3_commit_hook(db, fail, 0);
    expect(codeOf("DELETE FROM t")).toBe(capi.SQLITE_CONSTRAINT_COMMITHOOK);
    expect(db.selectValue("SELECT count(*) FROM t")).toBe(2);
  });

  test("interrupts, as a progress handler", () => {
    capi.sqlite3_progress_handler(db, 1, fail, 0);
    expect(codeOf("SELECT a FROM t")).toBe(capi.SQLITE_INTERRUPT);
  });

  test("aborts, as the callback of sqlite3_exec()", () => {
    expect(capi.sqlite3_exec(db, "SELECT a FROM t", fail, 0, 0)).toBe(capi.SQLITE_ABORT);
  });

  test("fails the statement with its text, as an SQL function", () => {
    capi.sqlite3_create_function(db, "f", 0, capi.SQLITE_UTF8, 0, fail, 0, 0);
    expect(() => db.selectValue("SELECT f()")).toThrow("Error: mine");
  });

  test.each([
    ["an update hook", () => capi.sqlite3_update_hook(db, fail, 0)],
    ["a pre-update hook", () => capi.sqlite3_preupdate_hook(db, fail, 0)],
    ["a collation", () => capi.sqlite3_create_collation(db, "mine", capi.SQLITE_UTF8, 0, fail)],
  ])("interrupts and is reported, as %s", (name, install) => {
    install();
    const rows = `SELECT value, value FROM json_each('["x","y","z"]')`;
    const order = name === "a collation" ? "ORDER BY value COLLATE mine" : "";
    expect(codeOf(`INSERT INTO t ${rows} ${order}`)).toBe(capi.SQLITE_INTERRUPT);
    expect(db.selectValue("SELECT count(*) FROM t")).toBe(2);
    expect(reported[0]).toContain(mine);
  });

  test.each([
    ["a trace", () => capi.sqlite3_trace_v2(db, capi.SQLITE_TRACE_STMT, fail, 0)],
    ["a rollback hook", () => capi.sqlite3_rollback_hook(db, fail, 0)],
    ["a destructor", () => capi.sqlite3_create_function_v2(db, "f", 0, 1, 0, () => 1, 0, 0, fail)],
  ])("is reported and nothing else, as %s", (_name, install) => {
    install();
    expect(codeOf("BEGIN; ROLLBACK")).toBe(0);
    capi.sqlite3_create_function(db, "f", 0, capi.SQLITE_UTF8, 0, 0, 0, 0);
    expect(reported[0]).toContain(mine);
  });

  test("that is one of ours gives its result code, as a stream", () => {
    const { wasm } = sqlite3;
    const input = () => {
      throw new sqlite3.SQLite3Error(capi.SQLITE_IOERR, "no more");
    };
    expect(capi.sqlite3changeset_apply_strm(db, input, 0, null, () => 0, 0)).toBe(capi.SQLITE_IOERR);
    expect(wasm.scopedAlloc.level).toBe(0);
  });
});

describe("Sessions and pre-update hooks", () => {
  test("record what oo1 changes, and apply it to another database", () => {
    const { wasm } = sqlite3;
    const copy = new sqlite3.oo1.DB();
    copy.exec("CREATE TABLE t(a PRIMARY KEY, b); INSERT INTO t VALUES(1, 'one'), (2, 'two')");
    const seen: unknown[] = [];
    capi.sqlite3_preupdate_hook(
      db,
      (_context, connection, operation, schema, table) => {
        seen.push([operation, schema, table, capi.sqlite3_preupdate_count(connection)]);
      },
      0,
    );
    db.exec("UPDATE t SET b = 'uno' WHERE a = 1");
    expect(seen).toEqual([[capi.SQLITE_UPDATE, "main", "t", 2]]);
    // A session takes the place of the hook, so that is removed first.
    capi.sqlite3_preupdate_hook(db, null, 0);
    wasm.scopedAllocCall(() => {
      const [session, size, bytes] = wasm.scopedAllocPtr(3) as unknown as [number, number, number];
      expect(capi.sqlite3session_create(db, "main", session)).toBe(0);
      const pointer = wasm.peekPtr(session);
      capi.sqlite3session_attach(pointer, null);
      db.exec("UPDATE t SET b = 'zwei' WHERE a = 2; INSERT INTO t VALUES(3, 'drei')");
      expect(capi.sqlite3session_changeset(pointer, size, bytes)).toBe(0);
      capi.sqlite3session_delete(pointer);
      const changeset = wasm.peekPtr(bytes);
      expect(capi.sqlite3changeset_apply(copy, wasm.peek32(size), changeset, null, fail, 0)).toBe(0);
      capi.sqlite3_free(changeset);
    });
    expect(copy.selectArrays("SELECT * FROM t")).toEqual([
      [1, "one"],
      [2, "zwei"],
      [3, "drei"],
    ]);
    copy.close();
  });
});

describe("What is left of a connection", () => {
  test("no hook is called for statements that outlive it", () => {
    const { wasm } = sqlite3;
    const cell = wasm.allocPtr() as number;
    capi.sqlite3_open_v2(":memory:", cell, capi.SQLITE_OPEN_READWRITE, null);
    const connection = wasm.peekPtr(cell);
    let calls = 0;
    capi.sqlite3_progress_handler(connection, 1, () => ++calls, 0);
    capi.sqlite3_progress_handler(connection, 1, null, 0);
    capi.sqlite3_trace_v2(connection, capi.SQLITE_TRACE_ROW, () => ++calls, 0);
    capi.sqlite3_prepare_v2(connection, "VALUES(1), (2)", -1, cell, null);
    const statement = wasm.peekPtr(cell);
    capi.sqlite3_step(statement);
    expect(calls).toBe(1);
    capi.sqlite3_close_v2(connection);
    expect(capi.sqlite3_step(statement)).toBe(capi.SQLITE_ROW);
    expect(calls).toBe(1);
    expect(capi.sqlite3_finalize(statement)).toBe(0);
    wasm.dealloc(cell);
  });

  test("a replaced function is destroyed once, with its context", () => {
    const seen: unknown[] = [];
    const define = (context: number) =>
      capi.sqlite3_create_function_v2(
        db,
        "f",
        0,
        1,
        context,
        () => 1,
        0,
        0,
        (given) => seen.push(given),
      );
    define(8);
    define(16);
    expect(seen).toEqual([8]);
    capi.sqlite3_create_function_v2(db, "f", 0, 1, 0, 0, 0, 0, 0);
    expect(seen).toEqual([8, 16]);
  });
});
