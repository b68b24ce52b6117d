import { describe, expect, it } from "vitest";
import { type OpenedPoolFolder, SahPool } from "../../../src/vfs/index.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";
import { openPool, poolDirectory, poolFiles } from "../../support/vfs/pool-fixture.js";
import { fakeDatabase } from "../../support/vfs/sample-database.js";

/** The folder of the pool `/pool`, with what is in it now. */
async function openFolder(storage: MemoryStorage): Promise<OpenedPoolFolder> {
  const pool = await poolDirectory(storage);
  const folder = await pool.getDirectoryHandle(".opaque", { create: true });
  const entries = [];
  for await (const entry of folder.values()) entries.push(entry);
  return { folder, entries };
}

const openIn = (opened: OpenedPoolFolder, acquireTimeout = 0) =>
  SahPool.create("/pool", { opened: Promise.resolve(opened), acquireTimeout });

describe("a pool whose folder somebody has opened", () => {
  it("has the files that were made for it, and the others that it needs", async () => {
    const storage = new MemoryStorage();
    const { folder } = await openFolder(storage);
    const entries = [
      await folder.getFileHandle("1", { create: true }),
      await folder.getFileHandle("0", { create: true }),
    ];
    const pool = await openIn({ folder, entries });
    expect([pool.directory, pool.capacity, pool.fileCount]).toEqual(["/pool", 6, 0]);
    expect((await poolFiles(storage)).size).toBe(6);
  });

  it("is made in an empty folder", async () => {
    const storage = new MemoryStorage();
    expect((await openIn(await openFolder(storage))).capacity).toBe(6);
  });

  it("finds what was added after somebody had looked", async () => {
    const storage = new MemoryStorage();
    const first = await openPool(storage, { initialCapacity: 1, reserve: 0 });
    await first.importFile("/early.db", fakeDatabase(1));
    const opened = await openFolder(storage);
    await first.addCapacity(1);
    await first.importFile("/late.db", fakeDatabase(2));
    await first.close();
    const pool = await openIn(opened);
    expect(pool.fileNames.sort()).toEqual(["/early.db", "/late.db"]);
    expect(pool.exportFile("/late.db").at(-1)).toBe(2);
  });

  it("opens no folder as a file", async () => {
    const storage = new MemoryStorage();
    const { folder } = await openFolder(storage);
    await folder.getDirectoryHandle("folder", { create: true });
    expect((await openIn(await openFolder(storage))).capacity).toBe(6);
  });

  it("is waited for while another one has it, and has what that one has added", async () => {
    const storage = new MemoryStorage();
    const first = await openPool(storage, { initialCapacity: 1, reserve: 0 });
    const opened = await openFolder(storage);
    await expect(openIn(opened)).rejects.toMatchObject({ code: "locked" });
    const second = openIn(opened, 2_000);
    await first.addCapacity(1);
    await first.importFile("/a.db", fakeDatabase(1));
    setTimeout(() => void first.close(), 30);
    expect((await second).fileNames).toEqual(["/a.db"]);
  });

  it("leaves no handle open where a file that was added cannot be opened", async () => {
    const storage = new MemoryStorage();
    const first = await openPool(storage, { initialCapacity: 1, reserve: 0 });
    const opened = await openFolder(storage);
    await first.addCapacity(1);
    await first.close();
    const files = [...(await poolFiles(storage)).values()];
    const handle = files[1]?.open();
    await expect(openIn(opened)).rejects.toMatchObject({ code: "locked" });
    handle?.close();
    expect(files.filter((file) => file.handle !== undefined)).toEqual([]);
  });
});
