import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  InternalNamespaces,
  JsStorageDb,
  KvvfsEvent,
  KvvfsListener,
  Sqlite3,
  Sqlite3ApiConfig,
} from "../../../src/sqlite3/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

const settings = globalThis as { sqlite3ApiConfig?: Sqlite3ApiConfig };

let sqlite3: Sqlite3 & InternalNamespaces;
let warnings: unknown[][];
beforeEach(async () => {
  warnings = [];
  settings.sqlite3ApiConfig = { warn: (...details) => void warnings.push(details) };
  sqlite3 = await loadSqlite3();
});
afterEach(() => {
  delete settings.sqlite3ApiConfig;
});

/** Opens a storage with a table of one row. */
function openFilled(name: string): JsStorageDb {
  const db = new sqlite3.oo1.JsStorageDb(name);
  db.exec("create table t(a); insert into t values (7)");
  return db;
}

function failsWith(resultCode: number, text: RegExp) {
  return expect.objectContaining({ name: "SQLite3Error", resultCode, message: expect.stringMatching(text) });
}

describe("JsStorageDb", () => {
  it("keeps a database in memory until it is unlinked", () => {
    openFilled("mine").close();
    const again = new sqlite3.oo1.JsStorageDb({ filename: "mine", flags: "w" });
    expect([again.selectValue("select a from t"), again.dbVfsName()]).toEqual([7, "kvvfs"]);
    expect(sqlite3.kvvfs.unlink("mine")).toBe(false);
    again.close();
    expect([sqlite3.kvvfs.unlink("mine"), sqlite3.kvvfs.exists("mine")]).toEqual([true, false]);
    expect(() => new sqlite3.oo1.JsStorageDb("mine", "w")).toThrow(failsWith(14, /unable to open/));
  });

  it("deletes a storage with its last connection where the URI says so", () => {
    const open = (parameters = "") => new sqlite3.oo1.DB(`file:brief?vfs=kvvfs${parameters}`, "c");
    const [one, other] = [open("&delete-on-close=1"), open()];
    one.exec("create table t(a); insert into t values (7)");
    one.close();
    expect([other.selectValue("select a from t"), sqlite3.kvvfs.exists("brief")]).toEqual([7, true]);
    other.close();
    expect(sqlite3.kvvfs.exists("brief")).toBe(false);
    for (const parameters of ["", "&delete-on-close=0"])
      open(parameters).exec("create table if not exists t(a)").close();
    expect(sqlite3.kvvfs.exists("brief")).toBe(true);
    const local = new sqlite3.oo1.DB("file:local?vfs=kvvfs&delete-on-close=yes", "c");
    local.exec("create table t(a)").close();
    expect([sqlite3.kvvfs.exists("local"), sqlite3.kvvfs.estimateSize("local")]).toEqual([true, 0]);
  });

  it("opens the default storage where none is named", () => {
    const { JsStorageDb } = sqlite3.oo1;
    expect(JsStorageDb.defaultStorageName).toBe(".");
    JsStorageDb.defaultStorageName = "other";
    const db = new JsStorageDb();
    expect([db.filename, db instanceof sqlite3.oo1.DB]).toEqual(["other", true]);
    db.close();
  });

  it("keeps the storages of two instances apart", async () => {
    openFilled("mine").close();
    const other = await loadSqlite3();
    expect([sqlite3.kvvfs.exists("mine"), other.kvvfs.exists("mine")]).toEqual([true, false]);
  });

  it("says how much a database takes and deletes it under its only connection, outside of transactions", () => {
    const db = openFilled("mine");
    expect(db.storageSize()).toBe(sqlite3.kvvfs.estimateSize("mine"));
    expect(() => sqlite3.kvvfs.clear("mine")).toThrow(failsWith(5, /in use/));
    db.exec("begin; select * from t");
    expect(() => db.clearStorage()).toThrow(failsWith(5, /in use/));
    db.exec("commit");
    const second = new sqlite3.oo1.JsStorageDb("mine");
    expect(() => db.clearStorage()).toThrow(failsWith(5, /in use/));
    second.close();
    expect([db.clearStorage(), db.storageSize()]).toEqual([3, 0]);

    // Like the old one by its counters.
    const third = new sqlite3.oo1.JsStorageDb("mine");
    third.exec("create table t(b); insert into t values (8)");
    expect(db.selectObject("select * from t")).toEqual({ b: 8 });
    third.close();
    db.close();
  });

  it("has no write-ahead log", () => {
    const db = openFilled("mine");
    expect(db.selectValue("pragma journal_mode = wal")).toBe("delete");
    db.exec("pragma locking_mode = exclusive");
    expect(() => db.exec("pragma journal_mode = wal; insert into t values (8)")).toThrow(
      failsWith(14, /unable to open/),
    );
    db.close();
  });
});

describe("sqlite3.kvvfs", () => {
  it("takes an export through JSON, and pages of bytes that another VFS has written", () => {
    const db = openFilled("mine");
    const exported = JSON.parse(JSON.stringify(sqlite3.kvvfs.export("mine")));
    expect(exported).toEqual({
      name: "mine",
      timestamp: expect.any(Number),
      size: 16_384,
      pages: [expect.stringMatching(/^53514C697465/), expect.any(String)],
    });
    db.close();
    sqlite3.kvvfs.import({ ...exported, name: "copy" });
    const copy = new sqlite3.oo1.JsStorageDb("copy");
    expect(copy.selectValue("select a from t")).toBe(7);
    copy.close();

    const bytes = new Uint8Array(512);
    bytes.set(new TextEncoder().encode("SQLite format 3\0"));
    // Page size 512, write-ahead log, one page.
    bytes.set([2, 0, 2, 2, 0, 64, 32, 32], 16);
    bytes[31] = 1;
    bytes.set([13, 0, 0, 0, 0, 2, 0], 100);
    sqlite3.kvvfs.import({ name: "wal", timestamp: 0, size: 512, pages: [bytes] });
    const wal = new sqlite3.oo1.JsStorageDb("wal");
    expect(wal.selectValue("select count(*) from sqlite_schema")).toBe(0);
    expect([bytes[18], wal.selectValue("pragma page_size")]).toEqual([2, 512]);
    wal.close();
  });

  it("imports nothing of what is damaged", () => {
    openFilled("mine").close();
    const exported = sqlite3.kvvfs.export("mine");
    const broken = (change: object) => () => sqlite3.kvvfs.import({ ...exported, name: "new", ...change });
    expect(broken({ pages: [exported.pages[0] ?? "", "zz0"] })).toThrow(failsWith(8458, /not encoded/));
    expect(broken({ pages: exported.pages.slice(1) })).toThrow(failsWith(21, /16384 bytes/));
    expect(broken({ pages: [...exported.pages, exported.pages[1] ?? ""] })).toThrow(failsWith(25, /3 pages/));
    expect(broken({ size: 777 })).toThrow(failsWith(25, /777 bytes/));
    expect(broken({ pages: [1, 2] })).toThrow(failsWith(21, /texts or bytes/));
    expect(sqlite3.kvvfs.exists("new")).toBe(false);
  });

  it("tells listeners of everything that changes, and warns of what they throw", async () => {
    const events: string[] = [];
    const hear = ({ type, data }: KvvfsEvent<string, unknown>) =>
      void events.push(`${type} ${Array.isArray(data) ? data[0] : data}`);
    const listener: KvvfsListener = {
      storage: "mine",
      reserve: true,
      includeJournal: true,
      events: { open: hear, close: hear, write: hear, delete: hear, sync: hear },
    };
    const throwing: KvvfsListener = {
      storage: "mine",
      events: {
        open() {
          throw new Error("thrown");
        },
        close: async () => {
          throw new Error("rejected");
        },
      },
    };
    sqlite3.kvvfs.listen(listener);
    sqlite3.kvvfs.listen(listener);
    const db = openFilled("mine");
    expect(events.splice(0)).toEqual([
      ...["open 1", "open 2", "write jrnl", "write 1", "write 2", "write sz"],
      ...["sync false", "sync true", "close 1", "delete jrnl"],
      ...["open 2", "write jrnl", "write 1", "write 2", "sync false", "sync true", "close 1", "delete jrnl"],
    ]);
    db.exec("begin; insert into t values (8); rollback; vacuum; drop table t; vacuum");
    expect(events.splice(0)).toContain("delete 2");
    sqlite3.kvvfs.listen(throwing);
    expect(sqlite3.kvvfs.unlisten(listener)).toBe(true);
    db.exec("create table u(a)");
    db.close();
    await Promise.resolve();
    expect(events).toEqual([]);
    expect(warnings.map(([, error]) => (error as Error).message)).toEqual(["thrown", "rejected", "rejected"]);
  });

  it("has its functions in sqlite3.capi in windows only", () => {
    expect(sqlite3.capi).not.toHaveProperty("sqlite3_js_kvvfs_clear");
  });
});

describe("sqlite3ApiConfig.disable.vfs.kvvfs", () => {
  it("leaves the VFS out, and SQLite's own too, which cannot store anything", async () => {
    settings.sqlite3ApiConfig = { disable: { vfs: { kvvfs: true } } };
    const without = await loadSqlite3();
    expect(without).not.toHaveProperty("kvvfs");
    expect(without.oo1).not.toHaveProperty("JsStorageDb");
    expect(() => new without.oo1.DB("file:local?vfs=kvvfs")).toThrow(/no such vfs/);
  });
});
