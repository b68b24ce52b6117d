import { expect } from "vitest";
import type { Database } from "../../../src/oo1/index.js";
import type { CaseFiles } from "./case-files.js";
import { DATABASE } from "./file-caller.js";
import type { Capability } from "./fixture.js";

/** One thing that SQLite does on every VFS. Afterwards the database is checked, closed, opened and compared. */
export interface DatabaseCase {
  readonly name: string;
  /** Without this capability the case does not apply. */
  readonly needs?: Capability;
  /** @param db - a new database; it must have a table `t(id, text)` in the end */
  run(db: Database, files: CaseFiles): void;
}

/** Reads the first column of all rows. */
export function column(db: Database, sql: string): unknown[] {
  const resultRows: unknown[][] = [];
  db.exec(sql, { resultRows: resultRows as never });
  return resultRows.map(([first]) => first);
}

/** Fills a table with rows of some hundred bytes. */
function fill(db: Database, rows = 500, table = "t"): void {
  db.exec(`create table if not exists ${table}(id integer primary key, text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
    insert into ${table}(text) select i || hex(randomblob(150)) from n`);
}

/** What a table holds, in one value. */
export function fingerprint(db: Database, table = "t"): unknown {
  return column(db, `select count(*) || ' ' || total(id) || ' ' || group_concat(text) from ${table}`)[0];
}

function pragma(db: Database, name: string): unknown {
  return column(db, `pragma ${name}`)[0];
}

/** Changes everything and takes it back. */
function rollBack(db: Database): void {
  const before = fingerprint(db);
  db.exec("begin; update t set text = 'x' || id; delete from t where id % 3 = 0");
  expect(fingerprint(db)).not.toBe(before);
  db.exec("rollback");
  expect(fingerprint(db)).toBe(before);
}

const JOURNAL_CASES = ["delete", "truncate", "persist", "memory", "off"].map(
  (mode): DatabaseCase => ({
    name: `transactions with journal_mode ${mode}`,
    run(db) {
      expect(pragma(db, `journal_mode = ${mode}`)).toBe(mode);
      fill(db);
      db.exec("begin; delete from t where id <= 100; update t set text = 'new' where id = 200; commit");
      if (mode !== "off") rollBack(db);
      expect(column(db, "select count(*) from t")).toEqual([400]);
    },
  }),
);

const PAGE_SIZE_CASES = [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536].map(
  (size): DatabaseCase => ({
    name: `pages of ${size} bytes`,
    run(db) {
      db.exec(`pragma page_size = ${size}`);
      fill(db);
      rollBack(db);
      expect(pragma(db, "page_size")).toBe(size);
    },
  }),
);

const AUTO_VACUUM_CASES = ["full", "incremental"].map(
  (mode, index): DatabaseCase => ({
    name: `auto_vacuum ${mode}`,
    run(db) {
      db.exec(`pragma auto_vacuum = ${mode}`);
      fill(db, 2000);
      const pages = pragma(db, "page_count");
      db.exec("delete from t where id > 10; pragma incremental_vacuum");
      expect([pragma(db, "auto_vacuum"), pragma(db, "freelist_count")]).toEqual([index + 1, 0]);
      expect(pragma(db, "page_count")).toBeLessThan(pages as number);
    },
  }),
);

/** What SQLite does on every VFS. */
export const DATABASE_CASES: readonly DatabaseCase[] = [
  ...JOURNAL_CASES,
  {
    name: "WAL with exclusive locking, and back to a rollback journal",
    needs: "wal",
    run(db, files) {
      db.exec("pragma locking_mode = exclusive");
      expect(pragma(db, "journal_mode = wal")).toBe("wal");
      fill(db);
      rollBack(db);
      expect(files.caller().access(`${files.path()}-wal`, 0)).toBe(1);
      expect(pragma(db, "wal_checkpoint(truncate)")).toBe(0);
      fill(db);
      expect([pragma(db, "journal_mode = delete"), pragma(db, "locking_mode = normal")]).toEqual([
        "delete",
        "normal",
      ]);
      expect(column(db, "select count(*) from t")).toEqual([1000]);
      expect(files.caller().access(`${files.path()}-wal`, 0)).toBe(0);
    },
  },
  {
    name: "transactions over attached databases, committed and rolled back",
    run(db, files) {
      fill(db);
      db.exec(`attach '${files.path("second")}' as second`);
      fill(db, 100, "second.u");
      const state = () => [fingerprint(db), fingerprint(db, "second.u")];
      const before = state();
      const change = "begin; update t set text = 'a' || id; update second.u set text = 'b' || id;";
      db.exec(`${change} rollback`);
      expect(state()).toEqual(before);
      db.exec(`${change} commit`);
      expect(column(db, "select text from t where id = 7 union select text from u where id = 8")).toEqual([
        "a7",
        "b8",
      ]);
      expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
      db.exec("detach second");
    },
  },
  {
    name: "VACUUM gives pages back and keeps the rows",
    run(db) {
      fill(db, 2000);
      db.exec("delete from t where id % 4 > 0");
      const [before, pages] = [fingerprint(db), pragma(db, "page_count")];
      db.exec("vacuum");
      expect([fingerprint(db), pragma(db, "freelist_count")]).toEqual([before, 0]);
      expect(pragma(db, "page_count")).toBeLessThan(pages as number);
    },
  },
  {
    name: "VACUUM INTO writes a database of its own",
    run(db, files) {
      fill(db);
      db.exec(`vacuum into '${files.path("copy")}'`);
      const copy = files.database("copy", "r");
      expect([fingerprint(copy), column(copy, "pragma integrity_check")]).toEqual([fingerprint(db), ["ok"]]);
      copy.close();
    },
  },
  {
    name: "temporary files of sorts, temporary tables and VACUUM",
    run(db) {
      fill(db, 5000);
      db.exec("pragma temp_store = file; pragma cache_size = 5; pragma temp.cache_size = 5");
      db.exec("create temp table copy as select * from t; create index temp.by_text on copy(text)");
      // Five megabytes: a sort keeps two in memory.
      const sorted = "select distinct text || hex(zeroblob(350)) as long from t order by long";
      expect(column(db, `select count(*) from (${sorted})`)).toEqual([5000]);
      db.exec(
        "begin; delete from temp.copy where id % 2 = 0; rollback; delete from temp.copy where id > 4000",
      );
      expect(column(db, "select count(*) from t join copy using (text)")).toEqual([4000]);
      expect(column(db, "pragma temp.integrity_check")).toEqual(["ok"]);
      db.exec("vacuum");
    },
  },
  ...PAGE_SIZE_CASES,
  ...AUTO_VACUUM_CASES,
  {
    name: "savepoints, released and rolled back to, whose journal outgrows memory",
    run(db) {
      db.exec("pragma temp_store = file; pragma cache_size = 5");
      fill(db, 2000);
      const before = fingerprint(db);
      db.exec("savepoint one; update t set text = 'x' || text; savepoint two; delete from t where id > 9");
      db.exec("rollback to two");
      expect(column(db, "select count(*) from t where text like 'x%'")).toEqual([2000]);
      db.exec("rollback to one");
      expect(fingerprint(db)).toBe(before);
      db.exec("savepoint three; delete from t where id > 9; release three; release one");
      expect(column(db, "select count(*) from t")).toEqual([9]);
    },
  },
  ...["rollback", "commit"].map(
    (end): DatabaseCase => ({
      name: `${end} of a transaction that outgrows the cache`,
      run(db) {
        db.exec("pragma cache_size = 5");
        fill(db, 4000);
        const before = fingerprint(db);
        db.exec("create index by_text on t(text); begin; update t set text = hex(text) where id % 2 = 0");
        db.exec(`insert into t(text) select text || 'x' from t; ${end}`);
        if (end === "rollback") expect(fingerprint(db)).toBe(before);
        else expect(column(db, "select count(*) from t where text like '%x'")).toEqual([4000]);
      },
    }),
  ),
  {
    name: "a backup into an attached database",
    run(db, files) {
      fill(db);
      db.exec(`attach '${files.path("backup")}' as backup; create table backup.t as select * from t`);
      expect(fingerprint(db, "backup.t")).toBe(fingerprint(db));
      expect(column(db, "pragma backup.integrity_check")).toEqual(["ok"]);
    },
  },
  {
    name: "URI parameters: reading only, no creation, no locks, a file that never changes, a private memory",
    run(db, files) {
      fill(db, 20);
      const cantOpen = expect.objectContaining({ code: "SQLITE_CANTOPEN" });
      for (const mode of ["ro", "rw"]) expect(() => files.byUri(`mode=${mode}`, "missing")).toThrow(cantOpen);
      for (const parameters of ["mode=ro", "immutable=1"]) {
        const reader = files.byUri(parameters);
        expect(fingerprint(reader)).toBe(fingerprint(db));
        const readOnly = expect.objectContaining({ code: "SQLITE_READONLY" });
        expect(() => reader.exec("delete from t")).toThrow(readOnly);
        reader.close();
      }
      for (const parameters of ["mode=rw", "mode=rwc", "psow=0", "nolock=1"]) {
        const writer = files.byUri(parameters);
        writer.exec("insert into t(text) values ('by URI')");
        writer.close();
      }
      expect(column(db, "select count(*) from t where text = 'by URI'")).toEqual([4]);
      const memory = files.byUri("mode=memory");
      expect(column(memory, "select count(*) from sqlite_schema")).toEqual([0]);
      memory.close();
    },
  },
  {
    name: "WAL is refused without exclusive locking where there is no shared memory, and nothing is lost",
    run(db, files) {
      fill(db, 20);
      const mode = pragma(db, "journal_mode = wal");
      expect(["wal", "delete"]).toContain(mode);
      fill(db, 20);
      expect(column(db, "select count(*) from t")).toEqual([40]);
      const again = files.database("main", "w");
      expect(fingerprint(again)).toBe(fingerprint(db));
      again.close();
      expect(pragma(db, "journal_mode = delete")).toBe("delete");
    },
  },
  {
    name: "a file that is no database, and one whose second half is missing",
    run(db, files) {
      fill(db, 20);
      const c = files.caller();
      const path = files.path("other");
      expect([c.open(path, DATABASE), c.write([...new TextEncoder().encode("x".repeat(1024))], 0)]).toEqual([
        0, 0,
      ]);
      expect([c.ofFile("xSync", 2), c.close()]).toEqual([0, 0]);
      const other = files.database("other", "w");
      const notADatabase = expect.objectContaining({ code: "SQLITE_NOTADB" });
      expect(() => column(other, "select * from sqlite_schema")).toThrow(notADatabase);
      other.close();
      db.exec(`vacuum into '${files.path("cut")}'`);
      expect([c.open(files.path("cut"), DATABASE), c.truncate(8192), c.close()]).toEqual([0, 0, 0]);
      const cut = files.database("cut", "w");
      expect(() => column(cut, "select * from t")).toThrow(
        expect.objectContaining({ code: "SQLITE_CORRUPT" }),
      );
      cut.close();
    },
  },
  {
    name: "a connection that only reads",
    run(db, files) {
      fill(db, 20);
      const reader = files.database("main", "r");
      expect(fingerprint(reader)).toBe(fingerprint(db));
      expect(() => reader.exec("delete from t")).toThrow(
        expect.objectContaining({ code: "SQLITE_READONLY" }),
      );
      reader.close();
    },
  },
];
