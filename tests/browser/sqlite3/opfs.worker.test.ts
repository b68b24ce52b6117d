import officialInitModule from "@sqlite.org/sqlite-wasm";
import { expect, it } from "vitest";
import { fileBytes } from "../../support/opfs/plain-files.js";
import { startWith, startWithOpfs } from "./start-with-opfs.js";

const SCRIPT = "create table t(id integer primary key, text); insert into t(text) values ('eins'), ('zwei')";

/** Path of a file that no other test uses. */
function newPath(): string {
  return `/tests/${crypto.randomUUID()}/a.db`;
}

it("has OpfsDb and OpfsWlDb, which wait for others and share their files", async () => {
  const { sqlite3, OpfsDb, OpfsWlDb } = await startWithOpfs();
  expect("opfs" in sqlite3).toBe(true);
  const path = newPath();
  const first = new OpfsDb(path);
  expect([first.dbVfsName(), OpfsDb.name]).toEqual(["opfs", "OpfsDb"]);
  expect(first.selectValue("pragma busy_timeout")).toBe(10_000);
  first.exec(SCRIPT);
  const second = new OpfsWlDb(path);
  expect([second.dbVfsName(), OpfsWlDb.name]).toEqual(["opfs-wl", "OpfsWlDb"]);
  expect(second.selectValues("select text from t")).toEqual(["eins", "zwei"]);
  first.exec("begin immediate; insert into t(text) values ('drei')");
  second.exec("pragma busy_timeout = 0");
  expect(() => second.exec("insert into t(text) values ('vier')")).toThrow(
    expect.objectContaining({ name: "SQLite3Error", resultCode: 5 }),
  );
  first.exec("commit");
  expect(second.selectValue("select count(*) from t")).toBe(3);
  first.close();
  second.close();
  const uri = new sqlite3.oo1.DB(`file:${path}?vfs=opfs`);
  expect(uri.selectValue("select count(*) from t")).toBe(3);
  uri.close();
  expect(String.fromCharCode(...(await fileBytes(path)).subarray(0, 15))).toBe("SQLite format 3");
});

// The official package's VFS starts a worker in this one, at which Firefox (seen in 153) hangs now and then.
it.skipIf(navigator.userAgent.includes("Firefox"))(
  "shares its files with the official package's opfs, both ways",
  async () => {
    const official = await officialInitModule();
    const path = newPath();
    const theirs = new official.oo1.OpfsDb(path);
    theirs.exec(SCRIPT);
    theirs.close();

    const { OpfsDb } = await startWithOpfs();
    const ours = new OpfsDb(path, "w");
    expect(ours.selectValues("select text from t")).toEqual(["eins", "zwei"]);
    ours.exec("insert into t(text) values ('drei')");
    ours.close();

    const again = new official.oo1.OpfsDb(path, "w");
    expect(again.selectValues("select text from t")).toEqual(["eins", "zwei", "drei"]);
    expect(again.selectValue("pragma integrity_check")).toBe("ok");
    again.close();
  },
);

it("imports a database whole or in pieces, and nothing that is none", async () => {
  const { sqlite3, OpfsDb } = await startWithOpfs();
  const source = newPath();
  const db = new OpfsDb(source);
  db.exec(`${SCRIPT}; pragma journal_mode = delete`);
  db.close();
  const bytes = await fileBytes(source);
  const texts = (path: string): unknown[] => {
    const opened = new OpfsDb(path, "w");
    const values = opened.selectValues("select text from t");
    opened.close();
    return values;
  };

  const whole = newPath();
  expect(await OpfsDb.importDb(whole, bytes)).toBe(bytes.length);
  expect(texts(whole)).toEqual(["eins", "zwei"]);
  let position = 0;
  const inPieces = newPath();
  await OpfsDb.importDb(inPieces, () => {
    position += 3000;
    return position < bytes.length + 3000 ? bytes.slice(position - 3000, position).buffer : undefined;
  });
  expect(texts(inPieces)).toEqual(["eins", "zwei"]);

  const refused = OpfsDb.importDb(whole, new Uint8Array(1024));
  await expect(refused).rejects.toBeInstanceOf(sqlite3.SQLite3Error);
  await expect(refused).rejects.toThrow(/no SQLite database/);
  expect(texts(whole)).toEqual(["eins", "zwei"]);
  const missing = newPath();
  await expect(OpfsDb.importDb(missing, () => undefined)).rejects.toThrow(/no SQLite database/);
  await expect(fileBytes(missing)).rejects.toMatchObject({ name: "NotFoundError" });
});

it("begins with an empty database where the URI says delete-before-open", async () => {
  const { sqlite3, OpfsDb } = await startWithOpfs();
  const path = newPath();
  const first = new OpfsDb(path);
  first.exec(SCRIPT);
  const reopen = () => new sqlite3.oo1.DB(`file:${path}?vfs=opfs&delete-before-open=1`);
  expect(reopen).toThrow(expect.objectContaining({ name: "SQLite3Error" }));
  expect(first.selectValue("select count(*) from t")).toBe(2);
  first.close();
  const second = reopen();
  expect(second.selectValue("select count(*) from sqlite_schema")).toBe(0);
  second.exec("create table other(a)");
  second.close();
  const third = new sqlite3.oo1.DB(`file:${path}?vfs=opfs&delete-before-open=0`);
  expect(third.selectValues("select name from sqlite_schema")).toEqual(["other"]);
  third.close();
});

it("does not replace a database that is open", async () => {
  const { OpfsDb } = await startWithOpfs();
  const path = newPath();
  const db = new OpfsDb(path);
  db.exec(SCRIPT);
  const bytes = new Uint8Array(512);
  await expect(OpfsDb.importDb(path, bytes)).rejects.toMatchObject({ name: "SQLite3Error", resultCode: 5 });
  expect(db.selectValue("select count(*) from t")).toBe(2);
  db.close();
});

it("makes, shows and deletes files and folders", async () => {
  const { sqlite3, OpfsDb } = await startWithOpfs();
  const { opfs } = sqlite3;
  if (opfs === undefined) throw new Error("there is no sqlite3.opfs");
  const root = `/${opfs.randomFilename()}`;
  expect(root).toHaveLength(17);
  expect([await opfs.mkdir(`${root}/b`), await opfs.entryExists(`${root}/b`)]).toEqual([true, true]);
  const db = new OpfsDb(`${root}/b/a.db`);
  db.exec(SCRIPT);
  expect(Object.keys(opfs.metrics.report())).not.toEqual([]);
  expect(await opfs.unlink(`${root}/b/a.db`)).toBe(false);
  await expect(opfs.unlink(root, true, true)).rejects.toMatchObject({ name: "SQLite3Error", resultCode: 5 });
  db.close();
  const seen: unknown[] = [];
  await opfs.traverse({
    directory: root,
    callback: ({ name, kind }, parent, depth) => void seen.push([name, kind, parent.name, depth]),
  });
  expect(seen.slice(0, 2)).toEqual([
    ["b", "directory", root.slice(1), 0],
    ["a.db", "file", "b", 1],
  ]);
  expect((await opfs.treeList()).dirs.map(({ name }) => name)).toContain(root.slice(1));
  expect([await opfs.unlink(root), await opfs.unlink(root, true), await opfs.unlink(root, true)]).toEqual([
    false,
    true,
    false,
  ]);
});

it("goes without the VFSes that the settings leave out", async () => {
  const warnings: unknown[] = [];
  const warn = (...details: unknown[]) => void warnings.push(details);
  const without = await startWith({ warn, disable: { vfs: { opfs: true, "opfs-wl": true } } });
  expect([without.oo1.OpfsDb, without.oo1.OpfsWlDb, "opfs" in without]).toEqual([
    undefined,
    undefined,
    false,
  ]);
  expect(() => new without.oo1.DB("file:/x?vfs=opfs")).toThrow(/no such vfs/);
  const disabled = await startWith({ warn, opfs: { disable: true } });
  expect(disabled.oo1.OpfsDb).toBeUndefined();
  expect(warnings).toEqual([]);
});

it("starts without the VFS when its proxy does not", async () => {
  const warnings: unknown[][] = [];
  const { port2 } = new MessageChannel();
  const sqlite3 = await startWith({
    warn: (...details) => void warnings.push(details),
    opfs: { proxyPort: port2, timeout: 200 },
  });
  expect(sqlite3.oo1.OpfsDb).toBeUndefined();
  expect(warnings[0]?.[1]).toMatchObject({ name: "StorageError", code: "failed" });
  expect(new sqlite3.oo1.DB(":memory:").selectValue("select 1")).toBe(1);
});
