import { describe, expect, it } from "vitest";
import type { SahPool } from "../../../src/vfs/index.js";
import { type MemoryFile, MemoryStorage } from "../../support/vfs/memory-storage.js";
import { openPool, poolDirectory, poolFile, poolFiles } from "../../support/vfs/pool-fixture.js";
import { type ExpectedHeader, expectedHeader } from "../../support/vfs/pool-header.js";

const MAIN_DB = 0x106;
const WRITTEN = Uint8Array.of(1, 2, 3);

/** Writes bytes to a file of the pool, through its VFS. */
function store(pool: SahPool, path: string, flags = MAIN_DB): void {
  const file = pool.createVfs().xOpen(path, flags);
  file.xWrite(WRITTEN, 0);
  file.xClose();
}

/** A storage whose pool has one file, laid out by hand: a header and some data. */
async function storageWith(
  header: Uint8Array,
  data: Uint8Array = WRITTEN,
): Promise<{ storage: MemoryStorage; file: MemoryFile }> {
  const storage = new MemoryStorage();
  const folder = await poolDirectory(storage).then((pool) =>
    pool.getDirectoryHandle(".opaque", { create: true }),
  );
  const file = (await folder.getFileHandle("some-file", { create: true })) as MemoryFile;
  file.bytes = new Uint8Array(4096 + data.length);
  file.bytes.set(header);
  file.bytes.set(data, 4096);
  return { storage, file };
}

describe("a header as it is written", () => {
  it.each([
    ["a database", "/a.db", MAIN_DB, 0x100],
    ["a journal", "/dir/a.db-journal", 0x806, 0x800],
    ["a super-journal", "/a.db-mj0123", 0x4016, 0x4000],
    ["a write-ahead log", "/ä🎈-wal", 0x80006, 0x80000],
    ["a name of 511 bytes", `/${"n".repeat(510)}`, MAIN_DB, 0x100],
  ])("is laid out as the official pool does, for %s", async (_name, path, flags, kind) => {
    const storage = new MemoryStorage();
    const pool = await openPool(storage);
    store(pool, path, flags);
    const { bytes } = await poolFile(storage, path);
    expect([...bytes.subarray(0, 524)]).toEqual([...expectedHeader({ path, flags: kind })]);
    expect([...bytes.subarray(528, 4096)]).toEqual(new Array(4096 - 528).fill(0));
    expect([...bytes.subarray(4096)]).toEqual([1, 2, 3]);
  });

  it("is all zeros for a free file, also after its use", async () => {
    const storage = new MemoryStorage();
    const pool = await openPool(storage);
    store(pool, "/a.db");
    pool.unlink("/a.db");
    for (const { bytes } of (await poolFiles(storage)).values()) {
      expect(bytes.length).toBe(4096);
      expect(bytes.every((byte) => byte === 0)).toBe(true);
    }
  });

  it("is flushed before the call returns", async () => {
    const storage = new MemoryStorage();
    const pool = await openPool(storage);
    const operations: string[] = [];
    storage.beforeOperation = (operation) => void operations.push(operation);
    const vfs = pool.createVfs();
    vfs.xOpen("/a.db", MAIN_DB).xClose();
    expect(operations.splice(0)).toEqual(["write", "flush"]);
    vfs.xDelete("/a.db", false);
    expect(operations).toEqual(["write", "truncate", "flush"]);
  });
});

describe("a header as it is read", () => {
  it.each<[string, ExpectedHeader]>([
    ["with a digest", { path: "/a.db", flags: 0x100 }],
    ["without, of an early version", { path: "/a.db", flags: 0x100, hasDigest: false }],
    ["of a write-ahead log", { path: "/a.db-wal", flags: 0x80000 }],
  ])("names the file: %s", async (_name, header) => {
    const { storage } = await storageWith(expectedHeader(header));
    const pool = await openPool(storage);
    expect(pool.fileNames).toEqual([header.path]);
    expect([...pool.exportFile(header.path)]).toEqual([1, 2, 3]);
  });

  it.each<[string, ExpectedHeader]>([
    ["was to be deleted on close", { path: "/a", flags: 0x108 }],
    ["was temporary", { path: "/a", flags: 0x200 }],
  ])("frees a file that %s", async (_name, header) => {
    const { storage, file } = await storageWith(expectedHeader(header));
    const pool = await openPool(storage);
    expect(pool.fileNames).toEqual([]);
    expect(file.bytes.length).toBe(4096);
    expect(file.bytes.some((byte) => byte !== 0)).toBe(false);
  });

  it.each([0, 5, 513, 517, 523])("sets the file aside when byte %i is damaged", async (index) => {
    const header = expectedHeader({ path: "/a.db", flags: 0x100 });
    header[index] = (header[index] as number) ^ 0x41;
    const { storage, file } = await storageWith(header);
    file.bytes.set([1, 2, 3], 1024);
    const before = file.bytes.slice();
    const pool = await openPool(storage);
    expect(pool.fileNames).toEqual([]);
    expect(pool.damagedFiles).toMatchObject([{ name: "some-file", size: 3 }]);
    for (let count = 0; count < pool.capacity; count++) store(pool, `/${count}`);
    pool.wipe();
    await pool.pause();
    await pool.unpause();
    expect(pool.damagedFiles).toMatchObject([{ name: "some-file", size: 3 }]);
    expect(file.bytes).toEqual(before);
  });

  it("frees a damaged file that has no data", async () => {
    const header = expectedHeader({ path: "/a.db", flags: 0x100 });
    header[3] = 0x41;
    const { storage } = await storageWith(header, new Uint8Array(0));
    const pool = await openPool(storage);
    expect(pool.damagedFiles).toEqual([]);
    expect(pool.freeCount).toBe(pool.capacity);
  });

  it("sets one of two files aside that have the same path and generation", async () => {
    const header = expectedHeader({ path: "/a.db", flags: 0x100 });
    const { storage, file } = await storageWith(header);
    const folder = await (await storage.root.getDirectoryHandle("pool")).getDirectoryHandle(".opaque");
    const twin = await folder.getFileHandle("twin", { create: true });
    twin.bytes = file.bytes.slice();
    const pool = await openPool(storage);
    expect(pool.fileNames).toEqual(["/a.db"]);
    expect(pool.damagedFiles).toEqual([{ name: "twin", path: "/a.db", size: 3 }]);
    expect(twin.bytes).toEqual(file.bytes);
  });

  it.each([
    ["the first, without its stale journal", [2, 1, 1], [1, 2, 3], ["/a.db"]],
    ["the second, with its journal", [1, 2, 3], [9, 9, 9], ["/a.db", "/a.db-journal"]],
  ])("keeps the later one of two files with the same path: %s", async (_name, generations, data, paths) => {
    const database = expectedHeader({ path: "/a.db", flags: 0x100 });
    const { storage, file } = await storageWith(database);
    file.bytes[524] = generations[0] as number;
    const folder = await (await storage.root.getDirectoryHandle("pool")).getDirectoryHandle(".opaque");
    for (const [index, header] of [
      database,
      expectedHeader({ path: "/a.db-journal", flags: 0x800 }),
    ].entries()) {
      const other = await folder.getFileHandle(`other-${index}`, { create: true });
      other.bytes = new Uint8Array(4099).fill(9, 4096);
      other.bytes.set(header);
      other.bytes[524] = generations[index + 1] as number;
    }
    const pool = await openPool(storage);
    expect([...pool.exportFile("/a.db")]).toEqual(data);
    expect(pool.fileNames.sort()).toEqual(paths);
  });
});
