import { describe, expect, it } from "vitest";
import type { FileEngine } from "../../../src/engine/index.js";
import { createFs, MEMFS } from "../../../src/fs/index.js";
import { Database } from "../../../src/oo1/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import {
  allRows,
  exists,
  fillTable,
  fingerprint,
  firstValue,
  OpenedPaths,
  withDatabase,
} from "../../support/syscalls/sqlite-files.js";

/** SQLite's own VFSes for POSIX, on the root and on a second mount. */
const PLACES = [
  ["unix-none", "/"],
  ["unix", "/"],
  ["unix", "/mnt/"],
  ["unix-excl", "/mnt/"],
  ["unix-dotfile", "/mnt/"],
] as const;

const ROWS = 2000;

async function loadWithMount(opened?: OpenedPaths): Promise<FileEngine> {
  const fs = createFs();
  fs.mkdir("/mnt");
  fs.mount(MEMFS, {}, "/mnt");
  fs.mkdirTree("/mnt/temporary");
  const engine = await loadTestEngine({
    fs,
    syscallOptions: {
      environ: { SQLITE_TMPDIR: "/mnt/temporary" },
      ...(opened === undefined ? {} : { trace: opened.trace }),
    },
  });
  if (opened !== undefined) opened.engine = engine;
  return engine;
}

function expectIntact(db: Database): void {
  expect(allRows(db, "PRAGMA integrity_check")).toEqual([["ok"]]);
}

describe.each(PLACES)("SQLite's VFS %s in %s", (vfs, root) => {
  const path = `${root}main.db`;

  it("writes real database files that it finds again", async () => {
    const engine = await loadWithMount();
    const { fs } = engine;
    const written = withDatabase(engine, path, vfs, (db) => {
      fillTable(db, ROWS);
      return fingerprint(db);
    });
    const bytes = fs.readFile(path);
    expect(Buffer.from(bytes.subarray(0, 16)).toString("latin1")).toBe("SQLite format 3\0");
    withDatabase(engine, path, vfs, (db) => {
      expect(fingerprint(db)).toBe(written);
      expectIntact(db);
      const pages = firstValue(db, "PRAGMA page_count") as number;
      expect(bytes.length).toBe(pages * (firstValue(db, "PRAGMA page_size") as number));
      expect(fs.stat(path).size).toBe(bytes.length);
    });
    const { capi } = engine;
    const unlink = engine.runtime.rawExports.sqlite3__wasm_vfs_unlink as (
      vfs: number,
      name: number,
    ) => number;
    const [name, vfsName] = [capi.allocator.allocCString(path), capi.allocator.allocCString(vfs)];
    expect(unlink(capi.sqlite3_vfs_find(vfsName), name)).toBe(0);
    expect(exists(fs, path)).toBe(false);
  });

  it.each([
    ["delete", (size: number | undefined) => size === undefined],
    ["truncate", (size: number | undefined) => size === 0],
    ["persist", (size: number | undefined) => (size ?? 0) > 0],
  ] as const)("journals in mode %s", async (mode, journalIsDone) => {
    const engine = await loadWithMount();
    const { fs } = engine;
    const journal = `${path}-journal`;
    withDatabase(engine, path, vfs, (db) => {
      expect(firstValue(db, `PRAGMA journal_mode=${mode}`)).toBe(mode);
      fillTable(db, ROWS);
      const before = fingerprint(db);
      for (const end of ["ROLLBACK", "COMMIT"]) {
        db.exec("PRAGMA cache_size=8; BEGIN; UPDATE t SET v = v || 'x'; DELETE FROM t WHERE id % 3 = 0");
        expect(fs.stat(journal).size).toBeGreaterThan(8192);
        db.exec(end);
        expect(journalIsDone(exists(fs, journal) ? fs.stat(journal).size : undefined)).toBe(true);
        expectIntact(db);
        expect(fingerprint(db) === before).toBe(end === "ROLLBACK");
      }
    });
  });

  it("writes ahead in a log under exclusive locking", async () => {
    const engine = await loadWithMount();
    const { fs } = engine;
    const before = withDatabase(engine, path, vfs, (db) => {
      db.exec("PRAGMA locking_mode=EXCLUSIVE");
      expect(firstValue(db, "PRAGMA journal_mode=WAL")).toBe("wal");
      fillTable(db, ROWS);
      expect(fs.readFile(`${path}-wal`).subarray(0, 3)).toEqual(Uint8Array.of(0x37, 0x7f, 0x06));
      expect(exists(fs, `${path}-shm`)).toBe(false);
      expect(allRows(db, "PRAGMA wal_checkpoint(TRUNCATE)")).toEqual([[0, 0, 0]]);
      expect(fs.stat(`${path}-wal`).size).toBe(0);
      db.exec("INSERT INTO t(v) VALUES('after the checkpoint')");
      return fingerprint(db);
    });
    expect(exists(fs, `${path}-wal`)).toBe(false);
    withDatabase(engine, path, vfs, (db) => {
      db.exec("PRAGMA locking_mode=EXCLUSIVE");
      expect(fingerprint(db)).toBe(before);
      expectIntact(db);
    });
  });

  it("sorts through temporary files that have no name", async () => {
    const opened = new OpenedPaths();
    const engine = await loadWithMount(opened);
    withDatabase(engine, path, vfs, (db) => {
      fillTable(db, ROWS);
      db.exec("PRAGMA temp_store=1; PRAGMA cache_size=8; PRAGMA temp.cache_size=8");
      db.exec("CREATE TEMP TABLE s AS SELECT v FROM t ORDER BY v DESC; VACUUM");
      expect(firstValue(db, "SELECT count(DISTINCT v) FROM s")).toBe(ROWS);
    });
    const temporary = opened.paths.filter((each) => each.startsWith("/mnt/temporary/etilqs_"));
    expect(temporary.length).toBeGreaterThan(0);
    expect(engine.fs.readdir("/mnt/temporary")).toEqual([".", ".."]);
  });

  it("commits over attached databases with a super-journal", async () => {
    const opened = new OpenedPaths();
    const engine = await loadWithMount(opened);
    const others = [`${root}one.db`, "/mnt/two.db"];
    withDatabase(engine, path, vfs, (db) => {
      db.exec(`ATTACH '${others[0]}' AS one; ATTACH '${others[1]}' AS two`);
      for (const schema of ["main", "one", "two"]) db.exec(`CREATE TABLE ${schema}.c(x)`);
      const insert = "INSERT INTO main.c VALUES(1); INSERT INTO one.c VALUES(1); INSERT INTO two.c VALUES(1)";
      db.exec(`BEGIN; ${insert}; ROLLBACK; BEGIN; ${insert}; COMMIT`);
    });
    expect(opened.paths.some((each) => each.startsWith(`${path}-mj`))).toBe(true);
    for (const name of [path, ...others]) {
      withDatabase(engine, name, vfs, (db) => {
        expect(firstValue(db, "SELECT count(*) FROM c")).toBe(1);
        expectIntact(db);
      });
    }
    const left = new Set([...engine.fs.readdir("/"), ...engine.fs.readdir("/mnt")]);
    expect([...left].filter((name) => name.includes("-"))).toEqual([]);
  });

  it("shrinks a file by VACUUM", async () => {
    const engine = await loadWithMount();
    withDatabase(engine, path, vfs, (db) => {
      fillTable(db, ROWS);
      db.exec("DELETE FROM t WHERE id > 10");
      const before = engine.fs.stat(path).size;
      db.exec("VACUUM");
      expect(engine.fs.stat(path).size).toBeLessThan(before / 10);
      expectIntact(db);
    });
  });

  it.each(["delete", "wal"])("recovers in journal mode %s what a crash left behind", async (mode) => {
    const crashed = await loadWithMount();
    const abandoned = new Database(crashed.capi, { filename: path, vfs });
    abandoned.exec(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=${mode}; PRAGMA cache_size=8`);
    fillTable(abandoned, ROWS);
    const committed = fingerprint(abandoned);
    const committedBytes = crashed.fs.readFile(path);
    abandoned.exec("BEGIN; UPDATE t SET v = 'lost' || v; DELETE FROM t WHERE id % 2 = 0");
    // The cache is small, so pages of the open transaction are in the database, or in the log, by now.
    const log = `${path}-${mode === "wal" ? "wal" : "journal"}`;
    expect(crashed.fs.stat(log).size).toBeGreaterThan(8192);
    expect(Buffer.compare(crashed.fs.readFile(path), committedBytes) === 0).toBe(mode === "wal");
    const survivor = await loadWithMount();
    for (const name of [path, log]) survivor.fs.writeFile(name, crashed.fs.readFile(name));
    withDatabase(survivor, path, vfs, (db) => {
      db.exec("PRAGMA locking_mode=EXCLUSIVE");
      expect(fingerprint(db)).toBe(committed);
      expectIntact(db);
    });
    expect(exists(survivor.fs, log)).toBe(false);
  });
});

describe("SQLite's VFS unix", () => {
  it("shares a write-ahead log between connections through a mapped file", async () => {
    const calls = new Set<string>();
    const engine = await loadTestEngine({ syscallOptions: { trace: ({ name }) => calls.add(name) } });
    withDatabase(engine, "/main.db", "unix", (writer) => {
      withDatabase(engine, "/main.db", "unix", (reader) => {
        expect(firstValue(writer, "PRAGMA journal_mode=WAL")).toBe("wal");
        fillTable(writer, ROWS);
        const before = fingerprint(reader);
        reader.exec("BEGIN; SELECT count(*) FROM t");
        writer.exec("DELETE FROM t WHERE id > 5");
        expect(fingerprint(reader)).toBe(before);
        reader.exec("COMMIT");
        expect(firstValue(reader, "SELECT count(*) FROM t")).toBe(5);
        expectIntact(reader);
      });
    });
    expect(calls).toContain("_mmap_js");
    expect(engine.fs.readdir("/").filter((name) => name.startsWith("main.db"))).toEqual(["main.db"]);
  });
});

describe("instances side by side", () => {
  it("share nothing", async () => {
    const [first, second] = [await loadWithMount(), await loadWithMount()];
    withDatabase(first, "/mnt/main.db", "unix", (one) => {
      withDatabase(second, "/mnt/main.db", "unix", (two) => {
        one.exec("BEGIN EXCLUSIVE; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
        two.exec("BEGIN EXCLUSIVE; CREATE TABLE u(x); COMMIT");
        one.exec("COMMIT");
        expect(allRows(one, "SELECT name FROM sqlite_schema")).toEqual([["t"]]);
        expect(allRows(two, "SELECT name FROM sqlite_schema")).toEqual([["u"]]);
        first.fs.chdir("/mnt");
        expect(second.fs.cwd()).toBe("/");
      });
    });
  });
});
