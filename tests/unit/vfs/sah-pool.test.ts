import { describe, expect, it } from "vitest";
import { SahPool, type SahPoolOptions } from "../../../src/vfs/index.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";
import { openPool, poolDirectory, poolFile, poolFiles } from "../../support/vfs/pool-fixture.js";
import { fakeDatabase } from "../../support/vfs/sample-database.js";

const MAIN_DB = 0x106;

async function newPool(options?: SahPoolOptions) {
  const storage = new MemoryStorage();
  return { storage, pool: await openPool(storage, options) };
}

/** Keeps a file of the pool open. */
function hold(pool: SahPool, path: string) {
  return pool.createVfs().xOpen(path, MAIN_DB);
}

describe("capacity", () => {
  it("is made on first use", async () => {
    const { storage, pool } = await newPool();
    expect([pool.capacity, pool.freeCount, pool.fileCount]).toEqual([6, 6, 0]);
    expect(pool.directory).toBe("/pool");
    expect((await poolFiles(storage)).size).toBe(6);
  });

  it("stays what it was when the pool is opened again", async () => {
    const { storage, pool } = await newPool({ initialCapacity: 4 });
    await pool.addCapacity(3);
    await pool.close();
    const again = await openPool(storage);
    expect(again.capacity).toBe(7);
  });

  it("shrinks by free files only", async () => {
    const { storage, pool } = await newPool();
    hold(pool, "/a.db");
    expect(await pool.reduceCapacity(2)).toBe(2);
    expect(pool.capacity).toBe(4);
    expect((await poolFiles(storage)).size).toBe(4);
    expect(await pool.reduceCapacity(9)).toBe(3);
    expect([pool.capacity, pool.fileNames]).toEqual([1, ["/a.db"]]);
  });

  it("is topped up to the reserve between requests, and when the pool is opened", async () => {
    const { storage, pool } = await newPool({ initialCapacity: 2, reserve: 2 });
    hold(pool, "/a.db").xClose();
    expect(await pool.ensureReserve()).toBe(3);
    expect(await pool.ensureReserve()).toBe(3);
    expect(await pool.ensureReserve(5)).toBe(6);
    await pool.close();
    const again = await openPool(storage, { reserve: 8 });
    expect(again.freeCount).toBe(8);
  });

  it("that is used up is reported with its number, and the pool goes on", async () => {
    const { pool } = await newPool({ initialCapacity: 1, reserve: 0 });
    const file = hold(pool, "/a.db");
    const message = "no file is free for /b.db: all 1 files of the pool are in use";
    expect(() => hold(pool, "/b.db")).toThrow(expect.objectContaining({ code: "full", message }));
    expect(() => pool.createVfs().xOpen(null, MAIN_DB)).toThrow("a temporary file");
    file.xClose();
    hold(pool, "/a.db");
    await pool.ensureReserve(1);
    hold(pool, "/b.db");
  });

  it.each([-1, 1.5, Number.NaN])("refuses a count of %d", async (count) => {
    const { pool } = await newPool();
    expect(() => pool.addCapacity(count)).toThrow(RangeError);
    await expect(newPool({ initialCapacity: count })).rejects.toThrow(RangeError);
  });
});

describe("a pool that is interrupted while it is made", () => {
  it("gets all its files when it is opened again", async () => {
    const states: MemoryStorage[] = [];
    const storage = new MemoryStorage();
    storage.beforeOperation = (operation) => {
      if (operation === "flush" || operation === "truncate") states.push(storage.copy());
    };
    await openPool(storage);
    expect(states.length).toBeGreaterThan(5);
    for (const state of states) expect((await openPool(state)).capacity).toBe(6);
  });

  it("is told from one that was made smaller", async () => {
    const { storage, pool } = await newPool({ reserve: 0 });
    await pool.importFile("/a.db", fakeDatabase(1));
    await pool.reduceCapacity(4);
    await pool.close();
    expect((await openPool(storage, { reserve: 0 })).capacity).toBe(2);
  });
});

describe("storage that a browser has cleared", () => {
  it("is found to be gone, although its handles write on", async () => {
    const { storage, pool } = await newPool();
    const file = hold(pool, "/a.db");
    await pool.requirePresent();
    storage.root.evict();
    file.xWrite(Uint8Array.of(1), 0);
    file.xSync(2);
    await expect(pool.requirePresent()).rejects.toMatchObject({ code: "lost" });
  });

  it("is found to be gone although another tab has made the pool anew", async () => {
    const { storage, pool } = await newPool();
    storage.root.evict();
    await openPool(storage);
    // The folders are not the same, as in browsers: a handle of a folder that is gone finds nothing in a new one.
    await expect(pool.requirePresent()).rejects.toMatchObject({ code: "lost" });
  });
});

describe("super-journals", () => {
  const NAMES = "/a.db-journal\0/b.db-journal\0";
  const SUPER = "/a.db-mj012345967";
  const write = (pool: SahPool, path: string, flags: number, text: string) => {
    const file = pool.createVfs().xOpen(path, flags);
    file.xWrite(
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
      0,
    );
    file.xClose();
  };
  const MAGIC = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";

  async function poolWithSuperJournal(names = NAMES) {
    const { storage, pool } = await newPool();
    for (const path of ["/a.db", "/b.db"]) await pool.importFile(path, fakeDatabase(1));
    write(pool, SUPER, 0x4006, names);
    return { storage, pool };
  }

  it.each([
    ["is cleared away", "", false],
    ["stays while a journal names it", `${MAGIC}x${SUPER}\0\0\0\x11\0\0\0\0${MAGIC}`, true],
    ["is cleared away when that journal is finished", `\0${SUPER}\0\0\0\x11\0\0\0\0${MAGIC}`, false],
    ["is cleared away beside a journal of a single database", `${MAGIC}x`, false],
  ])("one that a crash has left %s", async (_, journal, stays) => {
    const { storage, pool } = await poolWithSuperJournal();
    if (journal !== "") write(pool, "/b.db-journal", 0x806, journal);
    const again = await openPool(storage.copy());
    expect(again.fileNames.includes(SUPER)).toBe(stays);
    await pool.ensureReserve();
    expect(pool.fileNames.includes(SUPER)).toBe(stays);
  });

  it("one that lists a database elsewhere stays: its journal may lie there", async () => {
    const { pool } = await poolWithSuperJournal(`${NAMES}/elsewhere.db-journal\0`);
    await pool.ensureReserve();
    expect(pool.fileNames).toContain(SUPER);
  });

  it("one that is open stays", async () => {
    const { pool } = await poolWithSuperJournal();
    pool.createVfs().xOpen(SUPER, 0x4006);
    await pool.ensureReserve();
    expect(pool.fileNames).toContain(SUPER);
  });
});

describe("a header that cannot be written", () => {
  it.each([
    ["once", 1, 6],
    ["again and again", Number.POSITIVE_INFINITY, 5],
  ])("fails the opening; its file is used again only when it is clean: %s", async (_name, times, free) => {
    const { storage, pool } = await newPool();
    let failures = 0;
    storage.beforeOperation = (operation) => {
      if (operation === "flush" && failures++ < times) throw new DOMException("broken", "UnknownError");
    };
    expect(() => hold(pool, "/a.db")).toThrow(expect.objectContaining({ code: "failed" }));
    expect([pool.fileCount, pool.freeCount, pool.damagedFiles.length]).toEqual([0, free, 6 - free]);
    storage.beforeOperation = () => {};
    hold(pool, "/a.db").xClose();
    await pool.close();
    expect(storage.root.isLocked).toBe(false);
    expect((await openPool(storage)).freeCount).toBe(5);
  });
});

describe("temporary files", () => {
  it("take a free file without a header, and leave it empty", async () => {
    const { storage, pool } = await newPool();
    const file = pool.createVfs().xOpen(null, 0x20e);
    file.xWrite(Uint8Array.of(1, 2, 3), 0);
    expect([pool.capacity, pool.freeCount, pool.fileCount]).toEqual([6, 5, 0]);
    const crashed = await openPool(storage.copy());
    expect(crashed.freeCount).toBe(6);
    file.xClose();
    expect(pool.freeCount).toBe(6);
    for (const { bytes } of (await poolFiles(storage)).values()) expect(bytes.length).toBe(4096);
  });
});

describe("files that are deleted while they are open", () => {
  it("serve those who have them, while the name is free for another", async () => {
    const { storage, pool } = await newPool();
    const vfs = pool.createVfs();
    const file = hold(pool, "/a.db");
    file.xWrite(Uint8Array.of(1, 2, 3), 0);
    expect(vfs.xDelete("/a.db", false)).toBe(true);
    expect(vfs.xDelete("/a.db", false)).toBe(false);
    expect(vfs.xAccess("/a.db", 0)).toBe(false);
    expect(hold(pool, "/a.db").xFileSize()).toBe(0);
    const bytes = new Uint8Array(4);
    expect(file.xRead(bytes, 0)).toBe(3);
    expect(pool.capacity).toBe(6);
    file.xClose();
    expect(pool.freeCount).toBe(5);
    const sizes = [...(await poolFiles(storage)).values()].map((each) => each.bytes.length);
    expect(sizes).toEqual(new Array(6).fill(4096));
  });
});

describe("names", () => {
  it.each(["a.db", "./x/../a.db", "//a.db"])("%s is the same as /a.db", async (name) => {
    const { pool } = await newPool();
    await pool.importFile(name, fakeDatabase(1));
    expect(pool.fileNames).toEqual(["/a.db"]);
    expect(pool.unlink(name)).toBe(true);
  });

  it.each([`/${"ä".repeat(256)}`, "/a\0b", "/\ud800", "/"])(
    "that cannot be stored are refused: %j",
    async (name) => {
      const { pool } = await newPool();
      const refused = expect.objectContaining({ code: "invalid-name" });
      expect(() => hold(pool, name)).toThrow(refused);
      await expect(pool.importFile(name, fakeDatabase(1))).rejects.toEqual(refused);
      expect(pool.freeCount).toBe(6);
    },
  );
});

describe("import and export", () => {
  it("give the bytes back, with the rollback journal as journal mode", async () => {
    const { pool } = await newPool();
    const bytes = fakeDatabase(2);
    expect(await pool.importFile("/a.db", bytes)).toBe(1024);
    const expected = bytes.slice();
    expected.set([1, 1], 18);
    expect(pool.exportFile("/a.db")).toEqual(expected);
    expect(bytes[18]).toBe(2);
  });

  it("take pieces of any size, as they come", async () => {
    const { pool } = await newPool();
    const bytes = fakeDatabase(1);
    async function* pieces() {
      for (let start = 0; start < bytes.length; start += 100) {
        await new Promise((resolve) => setTimeout(resolve));
        yield bytes.slice(start, start + 100);
      }
    }
    expect(await pool.importFile("/a.db", pieces())).toBe(1024);
    expect(pool.exportFile("/a.db")).toEqual(bytes);
  });

  it.each([
    ["empty", new Uint8Array(0)],
    ["no database", new Uint8Array(1024).fill(1)],
    ["not whole pages", fakeDatabase(1).subarray(0, 1000)],
  ])("refuse bytes that are %s, and keep what was there", async (_name, bytes) => {
    const { pool } = await newPool();
    await pool.importFile("/a.db", fakeDatabase(1));
    await expect(pool.importFile("/a.db", bytes)).rejects.toMatchObject({ resultCode: 26 });
    expect(pool.exportFile("/a.db")).toEqual(fakeDatabase(1));
    expect([pool.fileCount, pool.freeCount]).toEqual([1, 5]);
  });

  it("stop with a source that fails, and keep what was there", async () => {
    const { pool } = await newPool();
    function* failing() {
      yield fakeDatabase(1);
      throw new Error("the download broke");
    }
    await expect(pool.importFile("/a.db", failing())).rejects.toThrow("the download broke");
    expect([pool.fileCount, pool.freeCount]).toEqual([0, 6]);
  });

  it("make room in a pool without a free file", async () => {
    const { pool } = await newPool({ initialCapacity: 1, reserve: 0 });
    for (const name of ["/a.db", "/b.db"]) await pool.importFile(name, fakeDatabase(1));
    expect(pool.capacity).toBe(2);
  });

  it("refuse a file that is open, or that is not there", async () => {
    const { pool } = await newPool();
    const file = hold(pool, "/a.db");
    const locked = { code: "locked", message: "/a.db is open in 1 connections of this pool" };
    await expect(pool.importFile("/a.db", fakeDatabase(1))).rejects.toMatchObject(locked);
    expect(() => pool.unlink("/a.db")).toThrow(expect.objectContaining(locked));
    expect(() => pool.rename("/a.db", "/b.db")).toThrow(expect.objectContaining(locked));
    file.xClose();
    expect(() => pool.exportFile("/b.db")).toThrow("there is no file /b.db");
    expect(pool.unlink("/b.db")).toBe(false);
  });
});

describe("rename", () => {
  it("keeps the data, and is still so when the pool is opened again", async () => {
    const { storage, pool } = await newPool();
    await pool.importFile("/a.db", fakeDatabase(1));
    pool.rename("/a.db", "/dir/b.db");
    const { bytes } = await poolFile(storage, "/dir/b.db");
    expect(bytes.subarray(528, 4096).every((byte) => byte === 0)).toBe(true);
    await pool.close();
    const again = await openPool(storage);
    expect(again.fileNames).toEqual(["/dir/b.db"]);
    expect(again.exportFile("/dir/b.db")).toEqual(fakeDatabase(1));
  });

  it.each([
    ["/missing", "/c.db", "failed"],
    ["/a.db", "/b.db", "failed"],
    ["/a.db", `/${"x".repeat(511)}`, "invalid-name"],
  ])("refuses %s to %s", async (from, to, code) => {
    const { pool } = await newPool();
    for (const name of ["/a.db", "/b.db"]) await pool.importFile(name, fakeDatabase(1));
    expect(() => pool.rename(from, to)).toThrow(expect.objectContaining({ code }));
    expect(pool.fileNames).toEqual(["/a.db", "/b.db"]);
  });

  it("refuses a database that has a journal", async () => {
    const { pool } = await newPool();
    await pool.importFile("/a.db", fakeDatabase(1));
    const journal = pool.createVfs().xOpen("/a.db-journal", 0x806);
    journal.xWrite(Uint8Array.of(1), 0);
    journal.xClose();
    expect(() => pool.rename("/a.db", "/b.db")).toThrow("/a.db-journal still belongs to /a.db");
    pool.unlink("/a.db");
    expect(pool.fileNames).toEqual([]);
  });
});

describe("replace", () => {
  it("gives a database the name of another, whose file is free then", async () => {
    const { pool } = await newPool();
    await pool.importFile("/old.db", fakeDatabase(1));
    await pool.importFile("/new.db", fakeDatabase(2));
    const { freeCount } = pool;
    pool.replace("new.db", "old.db");
    expect(pool.fileNames).toEqual(["/old.db"]);
    expect(pool.exportFile("/old.db").at(-1)).toBe(2);
    expect(pool.freeCount).toBe(freeCount + 1);
  });

  it("is refused while the other one is open, and changes nothing", async () => {
    const { pool } = await newPool();
    for (const name of ["/a.db", "/b.db"]) await pool.importFile(name, fakeDatabase(1));
    pool.createVfs().xOpen("/b.db", 0x102);
    expect(() => pool.replace("/a.db", "/b.db")).toThrow(expect.objectContaining({ code: "locked" }));
    expect(pool.fileNames).toEqual(["/a.db", "/b.db"]);
  });
});

describe("a second owner", () => {
  it("is told what is held, and leaves no handle open", async () => {
    const { storage } = await newPool();
    const attempt = openPool(storage, { acquireTimeout: 30 });
    await expect(attempt).rejects.toMatchObject({
      code: "locked",
      message:
        "another tab, worker or page holds the pool /pool: 1 of its 6 files (0) are still locked after 30 ms",
      cause: { name: "NoModificationAllowedError" },
    });
    const held = [...(await poolFiles(storage)).values()].filter(({ handle }) => handle !== undefined);
    expect(held.length).toBe(6);
  });

  it("waits for all of its time before it gives up", async () => {
    const { storage } = await newPool();
    for (const acquireTimeout of [15, 45, 100]) {
      const begin = performance.now();
      await expect(openPool(storage, { acquireTimeout })).rejects.toMatchObject({ code: "locked" });
      // Timers count whole milliseconds.
      expect(performance.now() - begin).toBeGreaterThan(acquireTimeout - 1.5);
    }
  });

  it("closes what it has opened when one file is held", async () => {
    const { storage, pool } = await newPool();
    await pool.close();
    const files = [...(await poolFiles(storage)).values()];
    const handle = await files[4]?.createSyncAccessHandle();
    await expect(openPool(storage)).rejects.toMatchObject({ code: "locked" });
    expect(files.filter((file) => file.handle !== undefined)).toEqual([files[4]]);
    handle?.close();
    await openPool(storage);
  });

  it("gets in as soon as the first has let go", async () => {
    const { storage, pool } = await newPool();
    const second = openPool(storage, { acquireTimeout: 2000 });
    setTimeout(() => void pool.close(), 40);
    expect((await second).capacity).toBe(6);
  });

  it("of a pool that does not exist yet finds the first, whatever the order", async () => {
    const storage = new MemoryStorage();
    const attempts = await Promise.allSettled([1, 2, 3].map(() => openPool(storage)));
    expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(1);
    expect((await poolFiles(storage)).size).toBe(6);
  });

  it("gives up at once when files fail for another reason", async () => {
    const { storage, pool } = await newPool();
    await pool.close();
    for (const file of (await poolFiles(storage)).values()) {
      file.createSyncAccessHandle = () => Promise.reject(new DOMException("no", "UnknownError"));
    }
    await expect(openPool(storage, { acquireTimeout: 60_000 })).rejects.toMatchObject({ code: "failed" });
  });
});

describe("pause, close and remove", () => {
  it("let another owner in and come back", async () => {
    const { storage, pool } = await newPool();
    await pool.importFile("/a.db", fakeDatabase(1));
    await pool.pause();
    expect(pool.isPaused).toBe(true);
    expect(() => hold(pool, "/a.db")).toThrow("the pool is paused or closed");
    await expect(pool.addCapacity(1)).rejects.toMatchObject({ code: "lost" });
    const other = await openPool(storage);
    await expect(pool.unpause()).rejects.toMatchObject({ code: "locked" });
    await other.importFile("/b.db", fakeDatabase(2));
    await other.close();
    await pool.unpause();
    expect(pool.fileNames.sort()).toEqual(["/a.db", "/b.db"]);
  });

  it("are refused while a file is open", async () => {
    const { pool } = await newPool();
    const file = hold(pool, "/a.db");
    for (const attempt of [pool.pause(), pool.close(), pool.remove()]) {
      await expect(attempt).rejects.toMatchObject({ code: "locked" });
    }
    expect(() => pool.wipe()).toThrow("1 files of the pool are still open");
    file.xClose();
    pool.wipe();
    expect(pool.fileNames).toEqual([]);
    await pool.close();
    await expect(pool.unpause()).rejects.toMatchObject({ code: "lost" });
  });

  it("waits for work under way", async () => {
    const { pool } = await newPool();
    const [capacity] = await Promise.all([pool.addCapacity(3), pool.pause()]);
    expect(capacity).toBe(9);
  });

  it("removes the pool and nothing else", async () => {
    const { storage, pool } = await newPool();
    const directory = await poolDirectory(storage);
    await directory.getFileHandle("not-ours", { create: true });
    await pool.remove();
    const left: string[] = [];
    for await (const entry of directory.values()) left.push(entry.name);
    expect(left).toEqual(["not-ours"]);
  });
});

describe("where a pool cannot be", () => {
  it("says that there is no Origin Private File System", async () => {
    await expect(SahPool.create("/pool")).rejects.toMatchObject({ code: "unsupported" });
  });

  it.each(["", "/", "/../x"])("refuses the path %j", async (path) => {
    await expect(SahPool.create(path)).rejects.toThrow(TypeError);
  });

  it("says that handles are only for workers", async () => {
    const storage = new MemoryStorage();
    const folder = await (await storage.root.getDirectoryHandle("pool", { create: true })).getDirectoryHandle(
      ".opaque",
      { create: true },
    );
    const file = await folder.getFileHandle("0", { create: true });
    Object.assign(file, { createSyncAccessHandle: undefined });
    await expect(openPool(storage)).rejects.toMatchObject({ code: "unsupported" });
  });

  it("leaves nothing open when there is no room for it", async () => {
    const storage = new MemoryStorage();
    storage.quota = 3 * 4096;
    await expect(openPool(storage)).rejects.toMatchObject({ code: "quota" });
    expect(storage.root.isLocked).toBe(false);
  });
});

describe("a pool whose new files stay blank", () => {
  const blank = { leavesBlank: true };
  const sizes = async (storage: MemoryStorage) =>
    [...(await poolFiles(storage)).values()]
      .map((file) => file.bytes.length)
      .sort((one, other) => one - other);

  it("gives a file the room of its header with its name, and others when they are used", async () => {
    const storage = new MemoryStorage();
    const pool = await openPool(storage, blank);
    expect(await sizes(storage)).toEqual([0, 0, 0, 0, 0, 0]);
    hold(pool, "/a.db").xClose();
    expect(await sizes(storage)).toEqual([0, 0, 0, 0, 0, 4096]);
    const temporary = pool.createVfs().xOpen(null, 0x20e);
    expect(await sizes(storage)).toEqual([0, 0, 0, 0, 4096, 4096]);
    temporary.xClose();
    await pool.importFile("/b.db", fakeDatabase(1));
    expect((await sizes(storage)).slice(0, 4)).toEqual([0, 0, 0, 4096]);
    await pool.close();
    const again = await openPool(storage, blank);
    expect([again.fileNames.sort(), again.freeCount, again.damagedFiles]).toEqual([
      ["/a.db", "/b.db"],
      4,
      [],
    ]);
    expect([...again.exportFile("/b.db")]).toEqual([...fakeDatabase(1)]);
    expect(again.exportFile("/a.db").length).toBe(0);
  });

  it("is one like others for who opens it without that", async () => {
    const storage = new MemoryStorage();
    const pool = await openPool(storage, blank);
    await pool.importFile("/a.db", fakeDatabase(1));
    await pool.close();
    const other = await openPool(storage);
    expect([other.fileNames, other.capacity]).toEqual([["/a.db"], 6]);
    expect((await sizes(storage)).slice(0, 5)).toEqual([4096, 4096, 4096, 4096, 4096]);
  });
});
