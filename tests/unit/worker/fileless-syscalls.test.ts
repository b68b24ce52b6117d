import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/index.js";
import { Database, type SqlValue } from "../../../src/oo1/index.js";
import { createFilelessSyscalls } from "../../../src/worker/fileless-syscalls.js";
import { startWorkerEngine } from "../../support/client/open-in-node.js";
import { compiledSqliteWasm } from "../../support/engine/sqlite-wasm.js";

let engine: Engine;
let db: Database;
beforeAll(async () => {
  engine = await startWorkerEngine();
  db = new Database(engine.capi);
});

function value(sql: string, from = db): SqlValue {
  const rows: SqlValue[][] = [];
  from.exec(sql, { resultRows: rows as never });
  return rows[0]?.[0] as SqlValue;
}

describe("system calls without files", () => {
  it("are exactly those that sqlite3.wasm imports", async () => {
    const { env, wasi_snapshot_preview1 } = createFilelessSyscalls().bind({
      heap: engine.heap,
      allocatePages: () => 0 as never,
    });
    const imported = WebAssembly.Module.imports(await compiledSqliteWasm())
      .filter(({ kind, name }) => kind === "function" && !/heap/.test(name))
      .map(({ name }) => name);
    expect([...Object.keys(env), ...Object.keys(wasi_snapshot_preview1)].sort()).toEqual(imported.sort());
  });

  it("give each engine random bytes of its own", async () => {
    const other = new Database((await startWorkerEngine()).capi);
    const sql = "SELECT hex(randomblob(32))";
    expect(value(sql)).toMatch(/^[0-9A-F]{64}$/);
    expect(new Set([value(sql), value(sql), value(sql, other), value(sql, other)]).size).toBe(4);
  });

  it("tell the time, here and in Greenwich", () => {
    const now = Date.now() / 1000;
    expect(Math.abs(Number(value("SELECT unixepoch()")) - now)).toBeLessThan(5);
    const local = new Date(2024, 6, 1, 12);
    expect(value(`SELECT strftime('%H:%M', ${local.getTime() / 1000}, 'unixepoch', 'localtime')`)).toBe(
      "12:00",
    );
  });

  it("refuse files, which would be lost", () => {
    const refused = expect.objectContaining({ resultCode: 14 }) as Error;
    expect(() => db.exec("ATTACH 'lost.db' AS lost; CREATE TABLE lost.t(a)")).toThrow(refused);
    expect(() => new Database(engine.capi, { filename: "/lost.db" }).exec("CREATE TABLE t(a)")).toThrow(
      refused,
    );
  });

  it("suffice for sorting and indexing more than fits any cache", () => {
    db.exec(`PRAGMA cache_size = 10; CREATE TABLE big AS WITH RECURSIVE c(n) AS
      (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 30000) SELECT n, hex(randomblob(20)) AS key FROM c;
      CREATE INDEX by_key ON big(key); VACUUM`);
    expect(value("SELECT count(*) FROM (SELECT DISTINCT key FROM big ORDER BY key DESC)")).toBe(30_000);
    expect(value("PRAGMA integrity_check")).toBe("ok");
  });
});
