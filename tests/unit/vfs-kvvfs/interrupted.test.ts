import { beforeAll, describe, expect, it } from "vitest";
import type { FileEngine } from "../../../src/engine/index.js";
import type { Database } from "../../../src/oo1/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { startPage } from "../../support/kvvfs/open-kvvfs.js";
import { type Snapshot, testStores } from "../../support/kvvfs/stores.js";
import { column } from "../../support/vfs-behaviour/database-cases.js";

let engine: FileEngine;
beforeAll(async () => {
  engine = await loadTestEngine();
});

const ROWS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 60) select i from n";
const FILL = `create table t(id integer primary key, text); insert into t select i, hex(randomblob(100)) from (${ROWS})`;

const CHANGES: Readonly<Record<string, string>> = {
  "an insert": "insert into t(text) values ('new')",
  "a transaction that changes every page": "begin; update t set text = 'x' || text; commit",
  "a transaction whose pages do not stay in the cache":
    "pragma cache_size = 1; begin; update t set text = 'x' || text where id % 2; update t set text = id || text; commit",
  "a delete that frees pages": "delete from t where id > 3",
  "a VACUUM that makes the database smaller": "delete from t where id > 3; vacuum",
  "a VACUUM into smaller pages": "pragma page_size = 512; vacuum",
  "a VACUUM into larger pages": "pragma page_size = 16384; vacuum",
};

/** What is in a database, whatever the size of its pages. */
function contentOf(db: Database, table = "t"): unknown {
  expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
  return column(db, `select group_concat(id || ' ' || text) from ${table}`)[0];
}

interface Interruption {
  readonly local: Snapshot;
  readonly session: Snapshot;
}

describe.each(["delete", "truncate", "persist"])(
  "interrupted between two records, in journal_mode %s,",
  (mode) => {
    it.each(Object.entries(CHANGES))("%s has happened or not", (_, sql) => {
      const stores = testStores();
      const page = startPage(engine, stores);
      const db = page.open("local");
      db.exec(`pragma page_size = 1024; ${FILL}`);
      db.exec(`pragma journal_mode = ${mode}`);
      // Statements before the last change too, so each of them is a state that may be found.
      const states = new Set<unknown>([contentOf(db)]);
      const moments: Snapshot[] = [];
      for (const statement of sql.startsWith("begin") || sql.includes("; begin") ? [sql] : sql.split("; ")) {
        stores.local.onChange = () => void moments.push(new Map(stores.local.records));
        db.exec(statement);
        stores.local.onChange = () => {};
        states.add(contentOf(db));
      }
      moments.push(new Map(stores.local.records));
      db.close();
      page.end();
      expect(moments.length).toBeGreaterThan(3);
      for (const moment of moments)
        expect(states).toContain(recovered({ local: moment, session: new Map() }).local);
    });
  },
);

it("a transaction over both storages has happened in both or in none, interrupted anywhere", () => {
  const stores = testStores();
  const page = startPage(engine, stores);
  const db = page.open("local");
  db.exec(`${FILL}; attach 'session' as other; create table other.u(id integer primary key, text)`);
  db.exec("insert into u select * from t");
  const before = [contentOf(db), contentOf(db, "u")];
  const moments: Interruption[] = [];
  const remember = () =>
    void moments.push({ local: new Map(stores.local.records), session: new Map(stores.session.records) });
  stores.local.onChange = remember;
  stores.session.onChange = remember;
  db.exec("begin; update t set text = 'x' || text; update u set text = 'y' || text; commit");
  stores.local.onChange = () => {};
  stores.session.onChange = () => {};
  const after = [contentOf(db), contentOf(db, "u")];
  db.close();
  page.end();
  const seen = moments.map((moment) => {
    const { local, session } = recovered(moment);
    expect([before, after]).toContainEqual([local, session]);
    return local === after[0];
  });
  expect([seen.includes(false), seen.includes(true)]).toEqual([true, true]);
});

it("writes the journal before the pages, and no journal without pages", () => {
  const stores = testStores();
  const page = startPage(engine, stores);
  const db = page.open("local");
  db.exec(`pragma cache_size = 1; ${FILL}`);
  let changes = 0;
  stores.local.onChange = () => void changes++;
  db.exec("begin; update t set text = 'x' || text; rollback");
  expect(changes).toBe(0);
  let hasJournal: boolean | undefined;
  stores.local.onChange = () => {
    if (++changes === 2) hasJournal = stores.local.records.has("kvvfs-local-jrnl");
  };
  db.exec("update t set text = 'x' || text");
  expect([hasJournal, stores.local.records.has("kvvfs-local-jrnl")]).toEqual([true, false]);
  db.close();
  page.end();
});

it("takes the journals that the official package leaves behind for deleted", () => {
  const stores = testStores();
  const page = startPage(engine, stores);
  const db = page.open("local");
  db.exec(FILL);
  let journal = "";
  stores.local.onChange = () => {
    journal ||= stores.local.records.get("kvvfs-local-jrnl") ?? "";
  };
  db.exec("update t set text = 'new'");
  const after = contentOf(db);
  db.close();
  page.end();
  expect(journal).toMatch(/^[a-z]+a D9D505F920A163D7/);
  const records = new Map(stores.local.records).set("kvvfs-local-jrnl", journal.replace("a ", " "));
  expect(recovered({ local: records, session: new Map() }).local).toBe(after);
});

/** Opens what an interruption has left as a new page would. */
function recovered(moment: Interruption): { local: unknown; session: unknown } {
  const stores = testStores(moment);
  const page = startPage(engine, stores);
  const local = page.open("local");
  // The first statement plays a journal back.
  const content = contentOf(local);
  local.exec("insert into t(text) values ('later')");
  local.close();
  const session = page.open("session");
  const other = moment.session.size === 0 ? undefined : contentOf(session, "u");
  session.close();
  page.end();
  const keys = [...stores.local.records.keys(), ...stores.session.records.keys()];
  // A journal that joins others stays, as it does on disks, when the page ends before one of them names it.
  expect(keys.filter((key) => key.endsWith("jrnl"))).toEqual([]);
  return { local: content, session: other };
}
