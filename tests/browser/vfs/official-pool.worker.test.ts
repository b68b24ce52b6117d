import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { expect, it } from "vitest";
import { column, startOnPool } from "./pool-steps.js";

/** The package would start a worker in this one for its VFS `opfs`. */
const WITHOUT_OPFS = { disable: { vfs: { opfs: true, "opfs-wl": true } } };

const DIRECTORY = "/official";
const SCRIPT = `create table t(id integer primary key, text);
  insert into t(text) values ('eins'), ('zwei')`;

it("shares its databases with the official package's pool, both ways", async () => {
  Object.assign(globalThis, { sqlite3ApiConfig: WITHOUT_OPFS });
  const sqlite3 = await sqlite3InitModule();
  const official = await sqlite3.installOpfsSAHPoolVfs({ directory: DIRECTORY, name: "official" });
  const theirs = new official.OpfsSAHPoolDb("/theirs.db");
  theirs.exec(SCRIPT);
  theirs.close();
  official.pauseVfs();

  const { pool, open } = await startOnPool(DIRECTORY);
  expect([pool.fileNames, pool.damagedFiles]).toEqual([["/theirs.db"], []]);
  const opened = open("/theirs.db");
  expect(column(opened, "select text from t")).toEqual(["eins", "zwei"]);
  opened.exec("insert into t(text) values ('drei')");
  opened.close();
  const ours = open("/ours.db");
  ours.exec(`pragma journal_mode = persist; ${SCRIPT}; delete from t where id = 1`);
  ours.close();
  await pool.importFile("/copy.db", pool.exportFile("/theirs.db"));
  pool.rename("/copy.db", "/renamed.db");
  const files = pool.fileNames.sort();
  await pool.pause();

  await official.unpauseVfs();
  expect(official.getFileNames().sort()).toEqual(files);
  for (const [name, texts] of [
    ["/theirs.db", ["eins", "zwei", "drei"]],
    ["/ours.db", ["zwei"]],
    ["/renamed.db", ["eins", "zwei", "drei"]],
  ] as const) {
    const db = new official.OpfsSAHPoolDb(name);
    expect(db.selectValues("select text from t")).toEqual(texts);
    expect(db.selectValue("pragma integrity_check")).toBe("ok");
    db.exec("delete from t where id = 2");
    db.close();
  }
  official.pauseVfs();

  await pool.unpause();
  expect(pool.damagedFiles).toEqual([]);
  expect(column(open("/renamed.db"), "select text from t")).toEqual(["eins", "drei"]);
});
