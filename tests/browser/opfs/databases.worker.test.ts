import { expect, it } from "vitest";
import { column, fileBytes, startOnOpfs } from "../../support/opfs/open-opfs.js";

it("keeps databases as plain SQLite files", async () => {
  const { opfs, open } = await startOnOpfs();
  const db = open("/folder/a.db");
  db.exec("create table t(a); insert into t values (1), (2)");
  expect(column(db, "select sum(a) from t")).toEqual([3]);
  db.close();
  const bytes = await fileBytes("/folder/a.db");
  expect(new TextDecoder().decode(bytes.subarray(0, 15))).toBe("SQLite format 3");
  const again = open("/folder/a.db");
  expect(column(again, "select sum(a) from t")).toEqual([3]);
  expect(column(again, "pragma integrity_check")).toEqual(["ok"]);
  again.close();
  opfs.close();
});

it("is quick", async () => {
  const { opfs, open } = await startOnOpfs();
  const db = open("/quick.db");
  const out: unknown[] = [];
  const time = (name: string, work: () => void) => {
    opfs.resetMetrics();
    const start = performance.now();
    work();
    out.push(name, performance.now() - start, JSON.stringify(opfs.metrics));
  };
  db.exec("create table t(id integer primary key, text)");
  time("insert", () => {
    for (let i = 0; i < 200; i++) db.exec("insert into t(text) values ('abc')");
  });
  time("select", () => {
    const s = db.prepare("select text from t where id = ?");
    for (let i = 0; i < 10000; i++) {
      s.bind(1, i % 200);
      s.step();
      s.reset();
    }
    s.finalize();
  });
  time("50k", () => {
    db.exec("begin");
    const s = db.prepare("insert into t(text) values (?)");
    for (let i = 0; i < 50000; i++) s.bind(1, `text ${i}`).stepReset();
    s.finalize();
    db.exec("commit");
  });
  db.close();
  console.error(out.join("\n"));
});
