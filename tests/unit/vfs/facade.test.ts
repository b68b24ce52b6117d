import { beforeEach, describe, expect, it } from "vitest";
import { ResultCode, StorageError } from "../../../src/base/index.js";
import type { Capi } from "../../../src/capi/index.js";
import { Database } from "../../../src/oo1/index.js";
import { type RegisteredVfs, registerVfs, VfsError, type VfsFile } from "../../../src/vfs/index.js";
import type { Pointer } from "../../../src/wasm/index.js";
import { WasmOutOfMemoryError } from "../../../src/wasm/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { CCaller } from "../../support/vfs/c-caller.js";
import { column } from "../../support/vfs/pool-fixture.js";
import { TinyVfs } from "../../support/vfs/tiny-vfs.js";

const CREATE = 0x106;
const DELETE_ON_CLOSE = 0x8;

let capi: Capi;
let tiny: TinyVfs;
let registered: RegisteredVfs;
let c: CCaller;

beforeEach(async () => {
  const engine = await loadTestEngine();
  capi = engine.capi;
  tiny = new TinyVfs();
  registered = registerVfs(capi, tiny);
  c = new CCaller(capi, engine.runtime.exports.__indirect_function_table, registered.pointer);
});

/** Opens a file with members of its own. */
function openAs(members: Partial<VfsFile>): void {
  const xOpen = tiny.xOpen.bind(tiny);
  tiny.xOpen = (path, flags) => Object.assign(xOpen(path, flags), members);
  expect(c.open("/a", CREATE, c.buffer)).toBe(0);
}

describe("registering", () => {
  it("makes the VFS known under its name, once", () => {
    expect(capi.sqlite3_vfs_find(c.string("tiny") as never)).toBe(registered.pointer);
    expect(() => registerVfs(capi, new TinyVfs())).toThrow(RangeError);
    const other = registerVfs(capi, new TinyVfs("other"), { makeDefault: true });
    expect(capi.sqlite3_vfs_find(0 as never)).toBe(other.pointer);
  });

  it("gives everything back when it is unregistered", () => {
    const before = capi.functionTable.installedCount;
    for (let round = 0; round < 3; round++) {
      const other = registerVfs(capi, new TinyVfs("other"));
      expect(capi.functionTable.installedCount).toBeGreaterThan(before);
      other.unregister();
      other.unregister();
      expect(capi.functionTable.installedCount).toBe(before);
    }
    expect(capi.sqlite3_vfs_find(c.string("other") as never)).toBe(0);
  });

  it("refuses to be unregistered while a file is open", () => {
    c.open("/a", CREATE);
    expect(registered.openFileCount).toBe(1);
    expect(() => registered.unregister()).toThrow(expect.objectContaining({ code: "SQLITE_BUSY" }));
    c.ofFile("xClose");
    registered.unregister();
  });

  it("installs its functions where the caller says", () => {
    const signatures: string[] = [];
    const other = registerVfs(capi, new TinyVfs("other"), {
      install: (entries) => {
        for (const [signature] of entries) signatures.push(signature);
        return capi.functionTable.installAll(entries);
      },
    });
    expect(signatures).toContain("i(ppij)");
    other.unregister();
  });

  it("serves SQLite", () => {
    const db = new Database(capi, { filename: "a.db", vfs: "tiny" });
    db.exec("create table t(a); insert into t values (1), (2)");
    expect(column(db, "select sum(a) from t")).toEqual([3]);
    db.close();
    expect([...tiny.files.keys()]).toEqual(["/a.db"]);
    expect(registered.openFileCount).toBe(0);
  });
});

describe("xOpen and xClose", () => {
  it("answers the flags asked for, or those of the file", () => {
    expect(c.open("/a", CREATE, c.buffer)).toBe(0);
    expect(capi.heap.i32[c.buffer >>> 2]).toBe(CREATE);
    openAs({ openFlags: 1 });
    expect(capi.heap.i32[c.buffer >>> 2]).toBe(1);
  });

  it("leaves pMethods null when opening fails, so that SQLite does not close the file", () => {
    expect(c.open("/missing", 0x102)).toBe(ResultCode.SQLITE_CANTOPEN);
    expect(c.pMethods).toBe(0);
    expect(registered.openFileCount).toBe(0);
    expect(registered.takeLastError()).toMatchObject({ message: "there is no file /missing" });
  });

  it("passes null for a file without a name", () => {
    expect(c.open(null, CREATE | DELETE_ON_CLOSE)).toBe(0);
    expect(c.ofFile("xClose")).toBe(0);
    expect(tiny.files.size).toBe(0);
  });

  it("deletes a file that was to be deleted on close", () => {
    c.open("/a", CREATE | DELETE_ON_CLOSE);
    expect(tiny.files.has("/a")).toBe(true);
    expect(c.ofFile("xClose")).toBe(0);
    expect(tiny.files.has("/a")).toBe(false);
  });

  it("forgets a file whose closing fails", () => {
    c.open("/a", CREATE);
    tiny.before = () => {
      throw new Error("no");
    };
    expect(c.ofFile("xClose")).toBe(ResultCode.SQLITE_IOERR_CLOSE);
    expect(registered.openFileCount).toBe(0);
    expect(c.ofFile("xClose")).toBe(ResultCode.SQLITE_MISUSE);
  });
});

describe("file methods", () => {
  beforeEach(() => {
    c.open("/a", CREATE);
    capi.heap.u8.set([1, 2, 3, 4], c.buffer);
    c.ofFile("xWrite", c.buffer, 4, 2n);
  });

  it("reads what was written, and zeros beyond the end", () => {
    expect(c.ofFile("xRead", c.buffer, 3, 2n)).toBe(0);
    expect(c.bytes(4)).toEqual([1, 2, 3, 4]);
    capi.heap.u8.fill(0xee, c.buffer, c.buffer + 8);
    expect(c.ofFile("xRead", c.buffer, 7, 4n)).toBe(ResultCode.SQLITE_IOERR_SHORT_READ);
    expect(c.bytes(8)).toEqual([3, 4, 0, 0, 0, 0, 0, 0xee]);
    expect(c.ofFile("xRead", c.buffer, 2, 100n)).toBe(ResultCode.SQLITE_IOERR_SHORT_READ);
    expect(c.bytes(2)).toEqual([0, 0]);
  });

  it.each([6, 0xffff_ffff, 0x1_0000_0001, 5 * 2 ** 30])("answers a size of %d", (size) => {
    openAs({ xFileSize: () => size });
    expect(c.ofFile("xFileSize", c.buffer)).toBe(0);
    expect(capi.heap.peekI64(c.buffer)).toBe(BigInt(size));
  });

  it("truncates, syncs and answers defaults", () => {
    expect(c.ofFile("xTruncate", 3n)).toBe(0);
    expect(tiny.files.get("/a")?.bytes).toEqual(Uint8Array.of(0, 0, 1));
    expect(c.ofFile("xSync", 2)).toBe(0);
    expect(c.ofFile("xSectorSize")).toBe(4096);
    expect(c.ofFile("xDeviceCharacteristics")).toBe(0);
    expect(c.ofFile("xFileControl", 21, 0)).toBe(0);
    expect(c.ofFile("xFileControl", 14, 0)).toBe(ResultCode.SQLITE_NOTFOUND);
  });

  it("answers SQLITE_BUSY for a lock that another connection holds", () => {
    const other = tiny.xOpen("/a", 2);
    for (const level of [1, 2] as const) other.xLock(level);
    expect(c.ofFile("xLock", 1)).toBe(0);
    expect(c.ofFile("xLock", 2)).toBe(ResultCode.SQLITE_BUSY);
    expect(c.ofFile("xCheckReservedLock", c.buffer)).toBe(0);
    expect(capi.heap.i32[c.buffer >>> 2]).toBe(1);
    other.xUnlock(0);
    expect(c.ofFile("xCheckReservedLock", c.buffer)).toBe(0);
    expect(capi.heap.i32[c.buffer >>> 2]).toBe(0);
    expect(c.ofFile("xUnlock", 0)).toBe(0);
  });
});

describe("failures", () => {
  const methods: [string, (number | bigint)[], keyof typeof ResultCode][] = [
    ["xRead", [0, 4, 0n], "SQLITE_IOERR_READ"],
    ["xWrite", [0, 4, 0n], "SQLITE_IOERR_WRITE"],
    ["xTruncate", [0n], "SQLITE_IOERR_TRUNCATE"],
    ["xSync", [0], "SQLITE_IOERR_FSYNC"],
    ["xFileSize", [0], "SQLITE_IOERR_FSTAT"],
    ["xLock", [1], "SQLITE_IOERR_LOCK"],
    ["xUnlock", [0], "SQLITE_IOERR_UNLOCK"],
    ["xCheckReservedLock", [0], "SQLITE_IOERR_CHECKRESERVEDLOCK"],
    ["xFileControl", [21, 0], "SQLITE_IOERR"],
    ["xClose", [], "SQLITE_IOERR_CLOSE"],
  ];
  it.each(methods)("%s answers its own code and keeps the cause", (name, args, code) => {
    c.open("/a", CREATE);
    const cause = new Error("the disk is gone");
    tiny.before = () => {
      throw cause;
    };
    expect(c.ofFile(name, ...args)).toBe(ResultCode[code]);
    expect(registered.takeLastError(ResultCode.SQLITE_FULL)).toBeUndefined();
    expect(c.ofVfs("xGetLastError", 0, 0)).toBe(ResultCode[code]);
    c.ofVfs("xGetLastError", 9, c.buffer);
    expect(c.text).toBe("the disk");
    expect(registered.takeLastError(ResultCode.SQLITE_IOERR)).toBe(cause);
    expect(registered.takeLastError()).toBeUndefined();
    c.ofVfs("xGetLastError", 9, c.buffer);
    expect(c.text).toBe("");
  });

  const errors: [string, unknown, keyof typeof ResultCode][] = [
    ["a VfsError", new VfsError(ResultCode.SQLITE_READONLY, "no"), "SQLITE_READONLY"],
    ["a used-up quota", new StorageError("quota", "no"), "SQLITE_FULL"],
    ["a full pool", new StorageError("full", "no"), "SQLITE_CANTOPEN"],
    ["a held file", new StorageError("locked", "no"), "SQLITE_BUSY"],
    ["a bad name", new StorageError("invalid-name", "no"), "SQLITE_CANTOPEN"],
    ["a lost handle", new StorageError("lost", "no"), "SQLITE_IOERR_WRITE"],
    ["wasm memory used up", new WasmOutOfMemoryError(1), "SQLITE_IOERR_NOMEM"],
    ["a thrown string", "no", "SQLITE_IOERR_WRITE"],
  ];
  it.each(errors)("turns %s into the code that says so", (_name, error, code) => {
    c.open("/a", CREATE);
    tiny.before = () => {
      throw error;
    };
    expect(c.ofFile("xWrite", c.buffer, 1, 0n)).toBe(ResultCode[code]);
    expect(registered.takeLastError()).toBe(error);
  });

  it.each([
    ["xDelete", [0], "SQLITE_IOERR_DELETE"],
    ["xAccess", [0, 0], "SQLITE_IOERR_ACCESS"],
  ] as const)("%s answers its own code", (name, args, code) => {
    tiny.before = () => {
      throw new Error("no");
    };
    expect(c.ofVfs(name, c.string("/a"), ...args)).toBe(ResultCode[code]);
  });
});

describe("vfs methods", () => {
  it("says whether a file is there, and deletes it once", () => {
    c.open("/a", CREATE);
    const name = c.string("/a");
    const exists = () => {
      expect(c.ofVfs("xAccess", name, 0, c.buffer)).toBe(0);
      return capi.heap.i32[c.buffer >>> 2];
    };
    expect(exists()).toBe(1);
    expect(c.ofVfs("xDelete", name, 1)).toBe(0);
    expect(exists()).toBe(0);
    expect(c.ofVfs("xDelete", name, 1)).toBe(ResultCode.SQLITE_IOERR_DELETE_NOENT);
  });

  it.each([
    ["a.db", "/a.db"],
    ["/x/./y//../a.db", "/x/a.db"],
    ["../../a.db", "/a.db"],
    ["/ärger 🎈.db", "/ärger 🎈.db"],
  ])("makes the full path of %s", (name, path) => {
    expect(c.ofVfs("xFullPathname", c.string(name), 1024, c.buffer)).toBe(0);
    expect(c.text).toBe(path);
  });

  it("refuses a name that leaves no room for the journal's", () => {
    const fits = "x".repeat(1023 - 8 - 1);
    expect(c.ofVfs("xFullPathname", c.string(fits), 1024, c.buffer)).toBe(0);
    expect(c.ofVfs("xFullPathname", c.string(`${fits}x`), 1024, c.buffer)).toBe(ResultCode.SQLITE_CANTOPEN);
    expect(registered.takeLastError()).toMatchObject({ code: "invalid-name" });
  });

  it("fills any number of bytes at random", () => {
    const length = 200_000;
    const address = capi.allocator.alloc(length);
    capi.heap.u8.fill(0, address, address + length);
    expect(c.ofVfs("xRandomness", length, address)).toBe(length);
    const tail = capi.heap.copyOut((address + length - 64) as Pointer, 64);
    expect(tail.some((byte) => byte !== 0)).toBe(true);
  });

  it("sleeps for as long as it says", () => {
    const start = performance.now();
    const slept = c.ofVfs("xSleep", 20_000);
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
    expect(slept).toBeGreaterThanOrEqual(19_000);
  });

  it("tells the time as a Julian day and in milliseconds", () => {
    tiny = Object.assign(new TinyVfs("clock"), { xCurrentTime: () => 946_728_000_000 });
    const clock = registerVfs(capi, tiny);
    const db = new Database(capi, { filename: "/a", vfs: clock.name });
    expect(column(db, "select datetime('now')")).toEqual(["2000-01-01 12:00:00"]);
    db.close();
    expect(c.ofVfs("xCurrentTime", c.buffer)).toBe(0);
    const now = Date.now() / 86_400_000 + 2_440_587.5;
    expect(capi.heap.view.getFloat64(c.buffer, true)).toBeCloseTo(now, 3);
    expect(c.ofVfs("xCurrentTimeInt64", c.buffer)).toBe(0);
    expect(Math.abs(Number(capi.heap.peekI64(c.buffer)) - now * 86_400_000)).toBeLessThan(5000);
  });
});
