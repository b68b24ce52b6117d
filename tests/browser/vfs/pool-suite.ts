import { expect, it } from "vitest";
import { SahPool } from "../../../src/vfs/index.js";
import { expectedHeader } from "../../support/vfs/pool-header.js";
import { OtherWorker } from "./other-worker.js";
import { column, startOnPool } from "./pool-steps.js";

/** A pool's directory that no other test uses. */
function newDirectory(): string {
  return `/tests/${crypto.randomUUID()}`;
}

/** The files of a pool that is paused or closed, as bytes by name. */
async function fileBytes(directory: string): Promise<Map<string, Uint8Array>> {
  let folder = await navigator.storage.getDirectory();
  for (const name of [...directory.split("/").filter(Boolean), ".opaque"]) {
    folder = await folder.getDirectoryHandle(name);
  }
  const bytes = new Map<string, Uint8Array>();
  for await (const entry of folder.values()) {
    const file = await (entry as FileSystemFileHandle).getFile();
    bytes.set(entry.name, new Uint8Array(await file.arrayBuffer()));
  }
  return bytes;
}

/** What a pool does in a real browser, with or without headers. */
export function describePool(): void {
  it("keeps databases when it is closed and opened again", async () => {
    const directory = newDirectory();
    const first = await startOnPool(directory);
    const db = first.open("/a.db");
    db.exec("create table t(a); insert into t values (1), (2)");
    db.close();
    await first.pool.close();
    const second = await startOnPool(directory);
    expect(second.pool.capacity).toBe(6);
    const again = second.open("/a.db");
    expect(column(again, "select sum(a) from t")).toEqual([3]);
    expect(column(again, "pragma integrity_check")).toEqual(["ok"]);
    again.close();
    await second.pool.remove();
    await expect(fileBytes(directory)).rejects.toMatchObject({ name: "NotFoundError" });
  });

  it("writes the header of FACTS, then the database", async () => {
    const directory = newDirectory();
    const { pool, open } = await startOnPool(directory);
    const db = open("/dir/ä🎈.db");
    db.exec("create table t(a)");
    db.close();
    const content = pool.exportFile("/dir/ä🎈.db");
    await pool.pause();
    const files = [...(await fileBytes(directory)).values()];
    const used = files.filter((bytes) => bytes[0] !== 0);
    expect(used.map((bytes) => [...bytes.subarray(0, 524)])).toEqual([
      [...expectedHeader({ path: "/dir/ä🎈.db", flags: 0x100 })],
    ]);
    expect(used[0]?.subarray(4096)).toEqual(content);
    expect(files.filter((bytes) => bytes.every((byte) => byte === 0)).length).toBe(5);
    await pool.unpause();
    expect(pool.fileNames).toEqual(["/dir/ä🎈.db"]);
    await pool.close();
  });

  it("is held by one worker at a time, and passes on when that one lets go", async () => {
    const directory = newDirectory();
    const pool = await SahPool.create(directory);
    const other = new OtherWorker();
    const attempt = other.run("hold", directory);
    await expect(attempt).rejects.toMatchObject({ name: "StorageError", code: "locked" });
    await pool.close();
    await other.run("hold", directory);
    await expect(SahPool.create(directory, { acquireTimeout: 100 })).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining(`holds the pool ${directory}: 1 of its 6 files (0)`),
    });
    const waiting = SahPool.create(directory, { acquireTimeout: 10_000 });
    await other.run("release");
    await (await waiting).close();
    other.terminate();
  });

  it("passes on when the worker that has it is terminated", async () => {
    const directory = newDirectory();
    const other = new OtherWorker();
    await other.run("hold", directory);
    other.terminate();
    const pool = await SahPool.create(directory, { acquireTimeout: 10_000 });
    expect(pool.capacity).toBe(6);
    await pool.close();
  });

  it("rolls back what a terminated worker has left unfinished", async () => {
    const directory = newDirectory();
    const other = new OtherWorker();
    expect(await other.run("stopInTransaction", directory)).toEqual(["/kill.db", "/kill.db-journal"]);
    other.terminate();
    const { pool, open } = await startOnPool(directory, { acquireTimeout: 10_000 });
    expect(pool.fileNames.sort()).toEqual(["/kill.db", "/kill.db-journal"]);
    const db = open("/kill.db");
    expect(column(db, "select count(*) from t where text like 'before%'")).toEqual([2000]);
    expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
    db.exec("delete from t");
    db.close();
    expect(pool.fileNames).toEqual(["/kill.db"]);
    await pool.close();
  });
}
