import officialInitModule from "@sqlite.org/sqlite-wasm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import sqlite3InitModule, { type Sqlite3 } from "../../../src/sqlite3/index.js";

type Official = Awaited<ReturnType<typeof officialInitModule>>;

const FILL = `create table t(id integer primary key, text);
  with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)
  insert into t select i, hex(randomblob(100)) from n`;
const SUM = "select count(*) || ' ' || group_concat(text) from t";

let official: Official;
beforeAll(async () => {
  official = await officialInitModule();
});

/** Starts our package as a new page would. */
function start(): Promise<Sqlite3> {
  return sqlite3InitModule();
}

describe.each(["local", "session"] as const)("A database of the official package's kvvfs in %s", (name) => {
  const storage = name === "local" ? localStorage : sessionStorage;
  const keys = () => Object.keys(storage).sort();
  beforeEach(() => storage.clear());

  it("opens here, changes here, and opens there again", async () => {
    storage.setItem("other", "stays");
    const theirs = new official.oo1.JsStorageDb(name);
    theirs.exec(FILL);
    theirs.exec("update t set text = 'official' where id = 7");
    const before = theirs.selectValue(SUM);
    theirs.close();
    // Left behind by their commit, as good as a hot one.
    expect(storage.getItem(`kvvfs-${name}-jrnl`)).toMatch(/^[a-z]+ D9D505F920A163D7/);

    const { oo1, kvvfs } = await start();
    const ours = new oo1.JsStorageDb(name);
    expect(ours.selectValue(SUM)).toBe(before);
    expect(ours.selectValue("select text from t where id = 7")).toBe("official");
    expect(ours.selectValue("pragma integrity_check")).toBe("ok");
    ours.exec("update t set text = 'ours' where id = 7; delete from t where id > 100");
    const after = ours.selectValue(SUM);
    ours.close();
    expect(storage.getItem(`kvvfs-${name}-jrnl`)).toBe(null);
    expect([kvvfs.clear("nope"), storage.getItem("other")]).toEqual([0, "stays"]);

    const again = new official.oo1.JsStorageDb(name);
    expect(again.selectValue(SUM)).toBe(after);
    expect(again.selectValue("pragma integrity_check")).toBe("ok");
    again.close();
  });

  it("is, page for page, what ours makes of the same statements", async () => {
    const script =
      "create table t(a, b); insert into t values (1, zeroblob(9000)), (2, 'text'); delete from t where a = 1";
    const theirs = new official.oo1.JsStorageDb(name);
    theirs.exec(script);
    theirs.close();
    const records = Object.fromEntries(keys().map((key) => [key, storage.getItem(key)]));
    delete records[`kvvfs-${name}-jrnl`];
    storage.clear();
    const { oo1 } = await start();
    const ours = new oo1.JsStorageDb(name);
    ours.exec(script);
    ours.close();
    expect(Object.fromEntries(keys().map((key) => [key, storage.getItem(key)]))).toEqual(records);
  });

  it.each([512, 1024, 4096, 16_384, 65_536])(
    "opens there when it was made here with pages of %i bytes",
    async (size) => {
      const { oo1 } = await start();
      const ours = new oo1.JsStorageDb(name);
      ours.exec(FILL);
      ours.exec(`pragma page_size = ${size}; vacuum; insert into t(text) values ('last')`);
      const before = ours.selectValue(SUM);
      ours.close();
      const theirs = new official.oo1.JsStorageDb(name);
      expect([theirs.selectValue(SUM), Number(theirs.selectValue("pragma page_size"))]).toEqual([
        before,
        size,
      ]);
      theirs.exec("insert into t(text) values ('theirs'); delete from t where id < 50; vacuum");
      const after = theirs.selectValue(SUM);
      theirs.close();
      const again = new oo1.JsStorageDb(name);
      expect([again.selectValue("pragma page_size"), again.selectValue(SUM)]).toEqual([size, after]);
      expect(again.selectValue("pragma integrity_check")).toBe("ok");
      again.close();
    },
  );

  it("moves both ways as an export", async () => {
    const { oo1, kvvfs } = await start();
    const theirKvvfs = (official as unknown as { kvvfs: typeof kvvfs }).kvvfs;
    const ours = new oo1.JsStorageDb(name);
    ours.exec(FILL);
    const content = ours.selectValue(SUM);
    ours.close();
    theirKvvfs.import({ ...JSON.parse(JSON.stringify(kvvfs.export(name))), name: `their-${name}` });
    const theirs = new official.oo1.JsStorageDb(`their-${name}` as "local");
    expect(theirs.selectValue(SUM)).toBe(content);
    theirs.close();
    kvvfs.clear(name);
    kvvfs.import({ ...theirKvvfs.export({ name: `their-${name}`, decodePages: true }), name }, true);
    theirKvvfs.unlink(`their-${name}`);
    const again = new oo1.JsStorageDb(name);
    expect(again.selectValue(SUM)).toBe(content);
    again.close();
  });
});
