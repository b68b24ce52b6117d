import officialInitModule from "@sqlite.org/sqlite-wasm";
import { expect, it } from "vitest";
import type { SAHPoolOptions, SAHPoolUtil } from "../../../src/sqlite3/index.js";
import { startWith } from "./start-with-opfs.js";

const SCRIPT = "create table t(id integer primary key, text); insert into t(text) values ('eins'), ('zwei')";

/** No test of this file needs the VFS `opfs`, whose proxy workers would be started by this one. */
const WITHOUT_OPFS = { disable: { vfs: { opfs: true, "opfs-wl": true } } };

function startOfficial() {
  Object.assign(globalThis, { sqlite3ApiConfig: WITHOUT_OPFS });
  return officialInitModule();
}

/** Options for a pool that no other test uses. */
function newOptions(): SAHPoolOptions & { name: string; directory: string } {
  const id = crypto.randomUUID();
  return { name: `pool-${id}`, directory: `/tests/${id}`, verbosity: 0 };
}

async function install(options: SAHPoolOptions = newOptions()) {
  const sqlite3 = await startWith(WITHOUT_OPFS);
  return { sqlite3, pool: await sqlite3.installOpfsSAHPoolVfs(options) };
}

function texts(pool: SAHPoolUtil, name: string): unknown[] {
  const db = new pool.OpfsSAHPoolDb(name);
  try {
    return db.selectValues("select text from t");
  } finally {
    db.close();
  }
}

function writeSample(pool: SAHPoolUtil, name: string): void {
  const db = new pool.OpfsSAHPoolDb(name);
  db.exec(SCRIPT);
  db.close();
}

it("has every name that the official package's pool has", async () => {
  const official = await (await startOfficial()).installOpfsSAHPoolVfs(newOptions());
  const { pool } = await install();
  expect(Object.keys(official).filter((name) => !(name in pool))).toEqual([]);
  await official.removeVfs();
});

it("shares its databases with the official package's pool, both ways", async () => {
  const options = newOptions();
  const official = await (await startOfficial()).installOpfsSAHPoolVfs(options);
  const theirs = new official.OpfsSAHPoolDb("/theirs.db");
  theirs.exec(SCRIPT);
  theirs.close();
  official.pauseVfs();

  const { pool } = await install(options);
  expect(pool.getFileNames()).toEqual(["/theirs.db"]);
  expect(pool.getCapacity()).toBe(official.getCapacity() || 6);
  expect(texts(pool, "/theirs.db")).toEqual(["eins", "zwei"]);
  writeSample(pool, "/ours.db");
  pool.importDb("/copy.db", pool.exportFile("/theirs.db"));
  pool.pauseVfs();

  await official.unpauseVfs();
  expect(official.getFileNames().sort()).toEqual(["/copy.db", "/ours.db", "/theirs.db"]);
  for (const name of ["/copy.db", "/ours.db", "/theirs.db"]) {
    const db = new official.OpfsSAHPoolDb(name);
    expect(db.selectValues("select text from t")).toEqual(["eins", "zwei"]);
    db.exec("insert into t(text) values ('drei')");
    db.close();
  }
  official.pauseVfs();

  await pool.unpauseVfs();
  expect(texts(pool, "ours.db")).toEqual(["eins", "zwei", "drei"]);
});

it("gives the same pool for the same name, and its VFS to other classes", async () => {
  const options = newOptions();
  const { sqlite3, pool } = await install(options);
  expect(await sqlite3.installOpfsSAHPoolVfs(options)).toBe(pool);
  writeSample(pool, "/a.db");
  const db = new sqlite3.oo1.DB(`file:/a.db?vfs=${pool.vfsName}`);
  expect(db.dbVfsName()).toBe(options.name);
  expect(db.selectValue("select count(*) from t")).toBe(2);
  db.close();
});

it("counts, adds and removes files", async () => {
  const { pool } = await install({ ...newOptions(), initialCapacity: 4 });
  expect([pool.getCapacity(), pool.getFileCount()]).toEqual([4, 0]);
  expect(await pool.addCapacity(2)).toBe(6);
  expect(await pool.reserveMinimumCapacity(3)).toBe(6);
  expect(await pool.reserveMinimumCapacity(7)).toBe(7);
  writeSample(pool, "/a.db");
  expect(await pool.reduceCapacity(20)).toBe(6);
  expect([pool.getCapacity(), pool.getFileCount(), pool.getFileNames()]).toEqual([1, 1, ["/a.db"]]);
  expect(() => pool.importDb("/b.db", pool.exportFile("/a.db"))).toThrow(
    expect.objectContaining({ name: "SQLite3Error", resultCode: 14 }),
  );
  expect(pool.unlink("/a.db")).toBe(true);
  expect(pool.unlink("/a.db")).toBe(false);
  expect(pool.getFileNames()).toEqual([]);
});

it("imports bytes at once and pieces from a function, and nothing that is no database", async () => {
  const { sqlite3, pool } = await install();
  writeSample(pool, "/a.db");
  const bytes = pool.exportFile("/a.db");
  expect(pool.importDb("/bytes.db", bytes.buffer)).toBe(bytes.length);
  let position = 0;
  const size = await pool.importDb("/pieces.db", async () => {
    if (position >= bytes.length) return undefined;
    position += 3000;
    return bytes.subarray(position - 3000, position);
  });
  expect(size).toBe(bytes.length);
  expect([texts(pool, "/bytes.db"), texts(pool, "/pieces.db")]).toEqual([
    ["eins", "zwei"],
    ["eins", "zwei"],
  ]);
  const { capi } = sqlite3 as unknown as { capi: { SQLITE_NOTADB?: number } };
  const refusal = { name: "SQLite3Error", resultCode: capi.SQLITE_NOTADB ?? 26 };
  expect(() => pool.importDb("/a.db", new Uint8Array(1024))).toThrow(expect.objectContaining(refusal));
  await expect(pool.importDb("/a.db", () => undefined)).rejects.toMatchObject(refusal);
  expect(() => pool.importDb("/a.db", "text" as never)).toThrow(TypeError);
  expect(texts(pool, "/a.db")).toEqual(["eins", "zwei"]);
  expect(() => pool.exportFile("/missing.db")).toThrow(/there is no file/);
});

it("pauses only when its databases are closed, and leaves the pool to others meanwhile", async () => {
  const options = newOptions();
  const { sqlite3, pool } = await install(options);
  const db = new pool.OpfsSAHPoolDb("/a.db");
  db.exec(SCRIPT);
  expect(() => pool.pauseVfs()).toThrow(/still open/);
  expect(pool.isPaused()).toBe(false);
  db.close();
  expect([pool.pauseVfs() === pool, pool.isPaused()]).toEqual([true, true]);
  expect(() => new pool.OpfsSAHPoolDb("/a.db")).toThrow(sqlite3.SQLite3Error);

  const { pool: second } = await install(options);
  expect(texts(second, "/a.db")).toEqual(["eins", "zwei"]);
  await expect(pool.unpauseVfs()).rejects.toMatchObject({ resultCode: 5, cause: { code: "locked" } });
  second.pauseVfs();
  expect(await pool.unpauseVfs()).toBe(pool);
  expect(texts(pool, "/a.db")).toEqual(["eins", "zwei"]);
});

it("wipes its files when asked, and when it is installed with clearOnInit", async () => {
  const options = newOptions();
  const { pool } = await install(options);
  writeSample(pool, "/a.db");
  await pool.wipeFiles();
  expect([pool.getFileNames(), pool.getCapacity()]).toEqual([[], 6]);
  writeSample(pool, "/b.db");
  pool.pauseVfs();
  const { pool: cleared } = await install({ ...options, clearOnInit: true });
  expect(cleared.getFileNames()).toEqual([]);
});

it("is removed with its directory, once", async () => {
  const options = newOptions();
  const { sqlite3, pool } = await install(options);
  writeSample(pool, "/a.db");
  expect([await pool.removeVfs(), await pool.removeVfs()]).toEqual([true, false]);
  await expect(pool.unpauseVfs()).rejects.toThrow(/removed/);
  const tests = await (await navigator.storage.getDirectory()).getDirectoryHandle("tests");
  await expect(tests.getDirectoryHandle(options.directory.slice("/tests/".length))).rejects.toThrow();
  const again = await sqlite3.installOpfsSAHPoolVfs(options);
  expect(again.getFileNames()).toEqual([]);
});

it("fails again as it failed before, unless it is told to try again", async () => {
  const options = newOptions();
  const { pool } = await install(options);
  const sqlite3 = await startWith(WITHOUT_OPFS);
  const failure = await sqlite3.installOpfsSAHPoolVfs(options).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "SQLite3Error", resultCode: 5 });
  pool.pauseVfs();
  await expect(sqlite3.installOpfsSAHPoolVfs(options)).rejects.toBe(failure);
  const second = await sqlite3.installOpfsSAHPoolVfs({ ...options, forceReinitIfPreviouslyFailed: true });
  expect(second.isPaused()).toBe(false);
});
