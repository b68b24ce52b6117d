import { beforeAll, describe, expect, it } from "vitest";
import type { FileEngine } from "../../../src/engine/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { startPage } from "../../support/kvvfs/open-kvvfs.js";
import { testStores } from "../../support/kvvfs/stores.js";
import { column } from "../../support/vfs-behaviour/database-cases.js";

let engine: FileEngine;
beforeAll(async () => {
  engine = await loadTestEngine();
});

const ROWS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) select i from n";
const FILL = `create table t(id integer primary key, text); insert into t select i, zeroblob(200) from (${ROWS})`;
/** Makes rows longer that were zeros, so that every page takes more room than before. */
const GROW = "update t set text = hex(randomblob(100)); insert into t(text) select text from t";

describe.each(["delete", "truncate", "persist", "memory", "off"])(
  "A full store, in journal_mode %s,",
  (mode) => {
    it.each([0, 500, 5000, 20_000, 35_000])(
      "is SQLITE_FULL, and leaves every record as it was, with room for %i more",
      (room) => {
        const stores = testStores();
        const page = startPage(engine, stores);
        const db = page.open("local");
        db.exec(`pragma page_size = 1024; ${FILL}`);
        db.exec(`pragma journal_mode = ${mode}; pragma cache_size = 2`);
        const [before, rows] = [new Map(stores.local.records), column(db, "select * from t")];
        stores.local.capacity = stores.local.size + room;
        expect(() => db.exec(`begin; ${GROW}; commit`)).toThrow(
          expect.objectContaining({ code: "SQLITE_FULL" }),
        );
        if (column(db, "select 1")[0] === 1) {
          try {
            db.exec("rollback");
          } catch {
            // SQLite has rolled back already.
          }
        }
        expect(stores.local.records).toEqual(before);
        if (mode !== "off") expect(column(db, "select * from t")).toEqual(rows);

        stores.local.capacity = Number.POSITIVE_INFINITY;
        if (mode === "off") db.close();
        const again = mode === "off" ? page.open("local") : db;
        again.exec(GROW);
        expect(column(again, "select count(*) from t")).toEqual([200]);
        expect(column(again, "pragma integrity_check")).toEqual(["ok"]);
        again.close();
        page.end();
      },
    );
  },
);

it("makes room again where rows are deleted in a store that is almost full", () => {
  const stores = testStores();
  const page = startPage(engine, stores);
  const db = page.open("local");
  db.exec(FILL);
  db.exec("update t set text = hex(randomblob(100))");
  stores.local.capacity = stores.local.size + 100_000;
  db.exec("delete from t where id > 10; vacuum");
  expect(stores.local.size).toBeLessThan(10_000);
  db.close();
  page.end();
});
