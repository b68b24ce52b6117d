import { beforeEach, describe, expect, it } from "vitest";
import { ResultCode, type SqliteError, StorageError } from "../../../src/base/index.js";
import type { Database } from "../../../src/oo1/index.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";
import { column, openPool, type PoolFixture, poolFile, startOnPool } from "../../support/vfs/pool-fixture.js";

let fixture: PoolFixture;
beforeEach(async () => {
  fixture = await startOnPool();
});

/** Fills a table with rows of some hundred bytes. */
function fill(db: Database, rows = 300): void {
  db.exec(`create table if not exists t(id integer primary key, text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
    insert into t(text) select hex(randomblob(200)) from n`);
}

function count(db: Database): unknown {
  return column(db, "select count(*) from t")[0];
}

function expectIntact(db: Database): void {
  expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
}

/** What a call throws. */
function errorOf(call: () => unknown): SqliteError {
  try {
    call();
  } catch (error) {
    return error as SqliteError;
  }
  throw new Error("nothing was thrown");
}

/** What a call returns, or the code of its error. */
function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return (error as SqliteError).code;
  }
}

/** Closes everything and starts a new engine on the same storage. */
async function restart(): Promise<void> {
  await fixture.pool.close();
  fixture = await startOnPool(fixture.storage);
}

describe("databases", () => {
  it.each(["delete", "truncate", "persist", "memory"])("last, with journal_mode %s", async (mode) => {
    const db = fixture.open("/a.db");
    expect(column(db, `pragma journal_mode = ${mode}`)).toEqual([mode]);
    fill(db);
    db.exec("begin; delete from t where id <= 100; savepoint s; delete from t; rollback to s; commit");
    db.exec("begin; delete from t; rollback");
    expectIntact(db);
    db.close();
    const kept = mode === "truncate" || mode === "persist" ? ["/a.db", "/a.db-journal"] : ["/a.db"];
    expect(fixture.pool.fileNames.sort()).toEqual(kept);
    await restart();
    const again = fixture.open("/a.db", "w");
    expect(count(again)).toBe(200);
    expectIntact(again);
    again.close();
  });

  it("last in WAL mode with exclusive locking, which another connection cannot open", async () => {
    const db = fixture.open("/a.db");
    expect(column(db, "pragma journal_mode = wal")).toEqual(["delete"]);
    db.exec("pragma locking_mode = exclusive");
    expect(column(db, "pragma journal_mode = wal")).toEqual(["wal"]);
    fill(db);
    expect(fixture.pool.fileNames.sort()).toEqual(["/a.db", "/a.db-wal"]);
    const other = fixture.open("/a.db");
    expect(errorOf(() => other.exec("select * from t")).code).toMatch(/CANTOPEN|BUSY/);
    other.close();
    // What a crash would leave: the log holds the commits.
    const crashed = await startOnPool(fixture.storage.copy());
    const found = crashed.open("/a.db");
    found.exec("pragma locking_mode = exclusive");
    expect(count(found)).toBe(300);
    expectIntact(found);
    db.exec("pragma journal_mode = delete");
    db.close();
    expect(fixture.pool.fileNames).toEqual(["/a.db"]);
  });

  it.each([512, 1024, 4096, 65_536])("have pages of %i bytes, and keep them through VACUUM", (size) => {
    const db = fixture.open("/a.db");
    db.exec(`pragma page_size = ${size}`);
    fill(db);
    expect(column(db, "pragma page_size")).toEqual([size]);
    const before = fixture.pool.exportFile("/a.db").length;
    db.exec("delete from t where id > 10; vacuum");
    expect(fixture.pool.exportFile("/a.db").length).toBeLessThan(before);
    expect(count(db)).toBe(10);
    expectIntact(db);
    db.close();
  });

  it("are attached to each other and change together", async () => {
    const db = fixture.open("/a.db");
    fill(db, 5);
    db.exec("attach '/b.db' as b; create table b.t(x)");
    db.exec("begin; insert into b.t values (1); delete from t; commit");
    expect(fixture.pool.fileNames.sort()).toEqual(["/a.db", "/b.db"]);
    db.exec("vacuum into '/c.db'");
    db.close();
    await restart();
    const c = fixture.open("/c.db");
    expect(count(c)).toBe(0);
    expectIntact(c);
    c.close();
    expect(column(fixture.open("/b.db"), "select x from t")).toEqual([1]);
  });

  it("use the pool for temporary files when temp_store says so", () => {
    const db = fixture.open("/a.db");
    fill(db, 2000);
    db.exec("pragma temp_store = file; pragma temp.cache_size = 5; create temp table u as select * from t");
    expect(fixture.pool.capacity - fixture.pool.freeCount).toBeGreaterThan(fixture.pool.fileCount);
    expect(column(db, "select count(*) from (select distinct text from u order by text)")).toEqual([2000]);
    db.close();
    expect(fixture.pool.freeCount).toBe(5);
  });

  it("have names with emoji, spaces and nearly 511 bytes", async () => {
    const names = ["/naïve 🎈.db", "/a b/c.db", `/${"n".repeat(502)}`];
    for (const name of names) {
      const db = fixture.open(name);
      fill(db, 3);
      db.close();
    }
    await restart();
    for (const name of names) expect(count(fixture.open(name, "w"))).toBe(3);
  });

  it("are only opened where they exist, unless they may be created", () => {
    const error = errorOf(() => fixture.open("/missing.db", "w"));
    expect(error.code).toBe("SQLITE_CANTOPEN");
    expect(fixture.vfs.takeLastError(error.resultCode)).toMatchObject({
      message: "there is no file /missing.db",
    });
    expect(fixture.pool.fileNames).toEqual([]);
  });

  it("refuse a name that is too long, and say so", () => {
    const error = errorOf(() => fixture.open(`/${"n".repeat(504)}`));
    expect(error.resultCode).toBe(ResultCode.SQLITE_CANTOPEN);
    expect(fixture.vfs.takeLastError(error.resultCode)).toMatchObject({ code: "invalid-name" });
  });
});

describe("two connections to one database", () => {
  let first: Database;
  let second: Database;
  beforeEach(() => {
    first = fixture.open("/a.db");
    fill(first, 10);
    second = fixture.open("/a.db");
  });

  it("see each other's commits and not what is not committed", () => {
    expect(count(second)).toBe(10);
    first.exec("begin immediate; delete from t where id <= 5");
    expect(count(second)).toBe(10);
    first.exec("commit");
    expect(count(second)).toBe(5);
  });

  it("cannot both write", () => {
    first.exec("begin immediate");
    expect(errorOf(() => second.exec("begin immediate")).code).toBe("SQLITE_BUSY");
    first.exec("rollback");
    second.exec("begin immediate; insert into t(text) values ('x'); commit");
    expect(count(first)).toBe(11);
  });

  it("wait for readers before a commit reaches the file", () => {
    const reading = second.prepare("select id from t");
    reading.step();
    first.exec("begin; insert into t(text) values ('x')");
    expect(errorOf(() => first.exec("commit")).code).toBe("SQLITE_BUSY");
    const late = fixture.open("/a.db");
    expect(errorOf(() => count(late)).code).toBe("SQLITE_BUSY");
    reading.finalize();
    first.exec("commit");
    expect(count(late)).toBe(11);
  });

  it.each(["delete", "truncate", "persist"])("work with different journal modes: delete and %s", (mode) => {
    second.exec(`pragma journal_mode = ${mode}`);
    for (let round = 0; round < 5; round++) {
      for (const db of [first, second]) db.exec("insert into t(text) values ('x')");
    }
    expect([count(first), count(second)]).toEqual([20, 20]);
    expectIntact(first);
  });

  it("keep a second one out in exclusive locking mode", () => {
    first.exec("pragma locking_mode = exclusive; insert into t(text) values ('x')");
    expect(errorOf(() => count(second)).code).toBe("SQLITE_BUSY");
    first.close();
    expect(count(second)).toBe(11);
  });
});

/** Twelve megabytes, so that a transaction that changes all of it is stored before it is committed. */
function fillLarge(db: Database): void {
  fill(db, 1000);
  db.exec("update t set text = hex(randomblob(6000))");
}

describe("a crash in the middle of a transaction", () => {
  it.each(["delete", "truncate", "persist"])(
    "is rolled back on the next open, with journal_mode %s",
    async (mode) => {
      const db = fixture.open("/a.db");
      db.exec(`pragma journal_mode = ${mode}; pragma cache_size = 200`);
      fillLarge(db);
      const before = column(db, "select group_concat(text) from t");
      // The small cache spills, and more is changed than is gathered: changed pages are in the file, their originals in
      // the synced journal.
      db.exec("begin; update t set text = upper(hex(randomblob(6000))); delete from t where id % 3 = 0");
      expect((await poolFile(fixture.storage, "/a.db-journal")).bytes.length).toBeGreaterThan(50_000);

      const crashed = await startOnPool(fixture.storage.copy());
      expect(crashed.pool.fileNames.sort()).toEqual(["/a.db", "/a.db-journal"]);
      const found = crashed.open("/a.db");
      expect(column(found, "select group_concat(text) from t")).toEqual(before);
      expectIntact(found);
      found.exec("delete from t");
      found.close();
      expect(crashed.pool.fileNames).toEqual(["/a.db"]);
    },
  );

  it("leaves a damaged database without the journal, so that the test above shows something", async () => {
    const db = fixture.open("/a.db");
    db.exec("pragma cache_size = 200");
    fillLarge(db);
    const before = column(db, "select group_concat(text) from t");
    db.exec("begin; update t set text = upper(hex(randomblob(6000))); delete from t where id % 3 = 0");
    const copy = fixture.storage.copy();
    const pool = await openPool(copy);
    pool.createVfs().xDelete("/a.db-journal", false);
    await pool.close();
    const found = (await startOnPool(copy)).open("/a.db");
    const after = (() => {
      try {
        return column(found, "select group_concat(text) from t");
      } catch (error) {
        return error;
      }
    })();
    expect(after).not.toEqual(before);
  });
});

describe("failures of the storage", () => {
  it("a quota used up is SQLITE_FULL, and the database works on when there is room again", async () => {
    const db = fixture.open("/a.db");
    fill(db);
    fixture.storage.quota = fixture.storage.root.byteLength + 20_000;
    const error = errorOf(() => fill(db, 3000));
    expect([error.code, error.resultCode]).toEqual(["SQLITE_FULL", ResultCode.SQLITE_FULL]);
    const cause = fixture.vfs.takeLastError(error.resultCode);
    expect(cause).toBeInstanceOf(StorageError);
    expect(cause).toMatchObject({ code: "quota", cause: { name: "QuotaExceededError" } });
    expect(count(db)).toBe(300);
    expectIntact(db);
    fixture.storage.quota = Number.POSITIVE_INFINITY;
    fill(db, 3000);
    expect(count(db)).toBe(3300);
    expectIntact(db);
  });

  const journals = ["wal", "delete", "truncate", "persist", "memory"];
  const uses = journals.flatMap((mode) =>
    ["exclusive", "normal"].flatMap((locking) =>
      ["full", "normal", "off"].map((synchronous) => ({ mode, locking, synchronous })),
    ),
  );

  it.each(uses.filter(({ mode, locking }) => mode !== "wal" || locking === "exclusive"))(
    "without room $mode, $locking, $synchronous: reads go on, and nothing refused is there later",
    async ({ mode, locking, synchronous }) => {
      const db = fixture.open("/a.db");
      const set = `pragma locking_mode = ${locking}; pragma synchronous = ${synchronous}`;
      db.exec(`${set}; pragma cache_size = 20; pragma journal_mode = ${mode}`);
      fill(db, 400);
      for (const room of [0, 5_000, 60_000, 500_000]) {
        fixture.storage.quota = fixture.storage.root.byteLength + room;
        expect(errorOf(() => db.exec("update t set text = text || text || text || text || text")).code).toBe(
          "SQLITE_FULL",
        );
        // Where nothing is synchronised SQLite may need a second attempt to roll back.
        if (synchronous === "off") expect([400, "SQLITE_FULL"]).toContain(outcomeOf(() => count(db)));
        else expect(count(db)).toBe(400);
      }
      fixture.storage.quota = Number.POSITIVE_INFINITY;
      expect(count(db)).toBe(400);
      const other = fixture.open("/b.db");
      fill(other, 10);
      other.close();
      const crashed = await startOnPool(fixture.storage.copy());
      const found = crashed.open("/a.db");
      found.exec("pragma locking_mode = exclusive");
      expect(column(found, "select count(*) || ' ' || max(length(text)) from t")).toEqual(["400 400"]);
      expectIntact(found);
      expectIntact(db);
      fill(db, 5);
      expect(count(db)).toBe(405);
    },
  );

  it("a commit to a write-ahead log that could not be flushed is not there later", async () => {
    const db = fixture.open("/a.db");
    db.exec("pragma locking_mode = exclusive; pragma journal_mode = wal");
    fill(db, 10);
    fixture.storage.beforeOperation = (operation) => {
      if (operation === "flush") throw new DOMException("broken", "UnknownError");
    };
    expect(errorOf(() => fill(db, 5)).code).toBe("SQLITE_IOERR_FSYNC");
    fixture.storage.beforeOperation = () => {};
    expect(count(db)).toBe(10);
    const found = (await startOnPool(fixture.storage.copy())).open("/a.db");
    found.exec("pragma locking_mode = exclusive");
    expect(count(found)).toBe(10);
    fill(db, 5);
    expect(count(db)).toBe(15);
  });

  it("a pool used up refuses the transaction, and works on when files were added", async () => {
    const db = fixture.open("/a.db");
    fill(db, 10);
    await fixture.pool.reduceCapacity(5);
    const error = errorOf(() => db.exec("delete from t"));
    expect(error.code).toBe("SQLITE_CANTOPEN");
    expect(fixture.vfs.takeLastError(error.resultCode)).toMatchObject({
      code: "full",
      message: "no file is free for /a.db-journal: all 1 files of the pool are in use",
    });
    await fixture.pool.ensureReserve();
    db.exec("delete from t where id <= 3");
    expect(count(db)).toBe(7);
  });

  it("a handle that was closed is an I/O error whose cause is lost storage", async () => {
    const db = fixture.open("/a.db");
    fill(db, 10);
    db.close();
    const again = fixture.open("/a.db");
    (await poolFile(fixture.storage, "/a.db")).handle?.close();
    const error = errorOf(() => count(again));
    expect(error.resultCode).toBe(ResultCode.SQLITE_IOERR);
    expect(fixture.vfs.takeLastError(error.resultCode)).toMatchObject({ code: "lost" });
  });

  it.each([
    ["write", "SQLITE_IOERR_WRITE"],
    ["flush", "SQLITE_IOERR_FSYNC"],
  ])("an unknown failure of %s is %s, and rolls back", (failing, code) => {
    const db = fixture.open("/a.db");
    fill(db, 10);
    db.exec("pragma journal_mode = persist; insert into t(text) values ('x')");
    fixture.storage.beforeOperation = (operation) => {
      if (operation === failing) throw new DOMException("broken", "UnknownError");
    };
    const error = errorOf(() => db.exec("delete from t"));
    expect(error.code).toBe(code);
    expect(fixture.vfs.takeLastError(error.resultCode)).toMatchObject({ code: "failed" });
    fixture.storage.beforeOperation = () => {};
    expect(count(db)).toBe(11);
    expectIntact(db);
  });

  it("a write that takes only some of the bytes goes on with the rest", () => {
    const db = fixture.open("/a.db");
    fill(db, 10);
    fixture.storage.longestWrite = 1000;
    db.exec("pragma journal_mode = memory; delete from t where id > 4");
    fixture.storage.longestWrite = Number.POSITIVE_INFINITY;
    expect(count(db)).toBe(4);
    expectIntact(db);
  });

  it("a write that takes nothing more is SQLITE_FULL, as Firefox tells that the quota is used up", () => {
    const db = fixture.open("/a.db");
    fill(db, 10);
    fixture.storage.longestWrite = 1000;
    fixture.storage.beforeOperation = (operation) => {
      if (operation === "write" && fixture.storage.longestWrite > 0) fixture.storage.longestWrite -= 500;
    };
    const error = errorOf(() => db.exec("pragma journal_mode = memory; delete from t"));
    expect(error.code).toBe("SQLITE_FULL");
    expect(fixture.vfs.takeLastError(error.resultCode)).toMatchObject({
      code: "quota",
      message: expect.stringContaining("no room is left"),
    });
    fixture.storage.beforeOperation = () => {};
    fixture.storage.longestWrite = Number.POSITIVE_INFINITY;
    expect(count(db)).toBe(10);
  });

  it("what is not a database stays what it is", async () => {
    const storage = new MemoryStorage();
    const other = await startOnPool(storage);
    const file = other.pool.createVfs().xOpen("/a.db", 0x106);
    file.xWrite(new Uint8Array(2048).fill(65), 0);
    file.xClose();
    const db = other.open("/a.db");
    expect(errorOf(() => db.exec("create table t(a)")).code).toBe("SQLITE_NOTADB");
    db.close();
    expect(other.pool.exportFile("/a.db")).toEqual(new Uint8Array(2048).fill(65));
  });
});
