import { describe, expect, it } from "vitest";
import { Database } from "../../../src/oo1/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

function value(db: Database, sql: string): unknown {
  const rows: unknown[][] = [];
  db.exec(sql, { resultRows: rows as never });
  return rows[0]?.[0];
}

describe("a database", () => {
  it("in memory grows beyond 1 GiB, and keeps what was written before", async () => {
    const { capi, heap, runtime } = await loadTestEngine();
    const db = new Database(capi);
    db.exec("CREATE TABLE part(id INTEGER PRIMARY KEY, mark TEXT, filling BLOB)");
    for (let id = 1; heap.byteLength <= 1.05 * GIB; id++) {
      db.exec(`INSERT INTO part VALUES (${id}, 'mark ' || ${id}, zeroblob(${64 * MIB}))`);
    }
    expect(heap.byteLength).toBeGreaterThan(GIB);
    expect(heap.u8.buffer).toBe(runtime.memory.buffer);
    expect(value(db, "SELECT count(*) FROM part WHERE mark = 'mark ' || id")).toBeGreaterThan(14);
    expect(value(db, "SELECT sum(length(filling)) / count(*) FROM part")).toBe(64 * MIB);
    expect(value(db, "PRAGMA quick_check")).toBe("ok");
    db.close();
  }, 60_000);

  it.each([":memory:", "/part.db"])(
    "%s refuses what needs too much with SQLITE_NOMEM, and the next statement works",
    async (filename) => {
      const { capi, heap, runtime } = await loadTestEngine({ memory: { maximumPages: 256 } });
      const db = new Database(capi, { filename });
      db.exec("CREATE TABLE part(id INTEGER PRIMARY KEY, filling BLOB)");
      db.exec("INSERT INTO part VALUES (1, randomblob(100000))");
      const insert = `INSERT INTO part VALUES (2, zeroblob(${32 * MIB}))`;
      expect(() => db.exec(insert)).toThrow(
        expect.objectContaining({ code: "SQLITE_NOMEM", resultCode: 7 }) as Error,
      );
      expect(() => db.exec(fillUp)).toThrow(expect.objectContaining({ resultCode: 7 }) as Error);

      db.exec("INSERT INTO part VALUES (3, randomblob(100000))");
      expect(value(db, "SELECT group_concat(id) FROM part")).toBe("1,3");
      expect(value(db, "PRAGMA integrity_check")).toBe("ok");
      expect(heap.byteLength).toBeLessThanOrEqual(16 * MIB);
      expect(runtime.status).toBe("ready");
      db.close();
    },
  );
});

/** Many rows in one statement: memory ends in the midst of it, not at its first allocation. */
const fillUp = `
  INSERT INTO part(filling)
  WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 1000)
  SELECT randomblob(50000) FROM counter`;
