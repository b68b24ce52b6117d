import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Capi } from "../../../src/capi/index.js";
import { Database } from "../../../src/oo1/index.js";
import { type RegisteredVfs, registerVfs, type SahPool } from "../../../src/vfs/index.js";
import { emptyDatabase } from "../../../src/worker/empty-database.js";
import { beginJournaling } from "../../../src/worker/journaling.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";
import { openPool } from "../../support/vfs/pool-fixture.js";

let capi: Capi;
let pool: SahPool;
let vfs: RegisteredVfs;
beforeAll(async () => {
  ({ capi } = await loadTestEngine());
  pool = await openPool(new MemoryStorage());
  vfs = registerVfs(capi, pool.createVfs("empty-database"));
});
afterAll(() => vfs.unregister());

/** Opens a database as the worker does. */
function open(filename: string): Database {
  const db = new Database(capi, { filename, vfs: vfs.name });
  beginJournaling(db, "full");
  return db;
}

const read = (db: Database, sql: string) => {
  const statement = db.prepare(sql);
  statement.step();
  const value = statement.get(0);
  statement.finalize();
  return value;
};

describe("an empty database", () => {
  it("is the one that SQLite makes, but for the version of SQLite that wrote it", () => {
    open("/by-sqlite.db").close();
    const expected = pool.exportFile("/by-sqlite.db");
    // "SQLITE_VERSION_NUMBER" of the library that has written it last.
    expected.fill(0, 96, 100);
    expect([...emptyDatabase()]).toEqual([...expected]);
  });

  it.each(["by us", "by SQLite"])("made %s, is taken over by SQLite as it is", (maker) => {
    if (maker === "by us") pool.createFile(`/${maker}`, emptyDatabase());
    const db = open(`/${maker}`);
    expect(read(db, "PRAGMA journal_mode")).toBe("wal");
    expect(read(db, "PRAGMA integrity_check")).toBe("ok");
    expect(read(db, "PRAGMA page_count")).toBe(1);
    expect(read(db, "PRAGMA page_size")).toBe(8192);
    db.exec("CREATE TABLE t(a); INSERT INTO t VALUES ('größe')");
    expect(read(db, "SELECT a FROM t")).toBe("größe");
    expect(read(db, "PRAGMA integrity_check")).toBe("ok");
    db.close();
  });

  it("takes no name that is taken", () => {
    pool.createFile("/taken.db", emptyDatabase());
    expect(() => pool.createFile("/taken.db", emptyDatabase())).toThrow("there is already a file /taken.db");
  });
});
