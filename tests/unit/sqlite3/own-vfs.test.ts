import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { installMapVfs } from "../../../docs/examples/map-vfs.js";
import type { Sqlite3 } from "../../../src/sqlite3/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

const READWRITE = 0x2;
const CREATE = 0x4;
const DELETE_ON_CLOSE = 0x8;
const MAIN_DB = 0x100;
const CANTOPEN = 14;
const BUSY = 5;

let sqlite3: Sqlite3;
let files: ReturnType<typeof installMapVfs>;

beforeAll(async () => {
  sqlite3 = await loadSqlite3();
  files = installMapVfs(sqlite3, "map");
});

function openDb(name: string) {
  return new sqlite3.oo1.DB({ filename: name, vfs: "map" });
}

/** Opens a file through the struct of the registered VFS alone, does something with its methods, and closes it. */
function withFile(
  name: string,
  flags: number,
  body: (
    code: number,
    outFlags: number,
    call: (method: string, ...args: (number | bigint)[]) => number,
  ) => void,
): void {
  const { wasm, capi } = sqlite3;
  wasm.scopedAllocCall(() => {
    const vfs = new capi.sqlite3_vfs(wasm.exports.sqlite3_vfs_find(wasm.scopedAllocCString("map")));
    const file = new capi.sqlite3_file({ wrap: wasm.scopedAlloc(vfs.$szOsFile) });
    const pointer = file.pointer as number;
    const outFlags = wasm.scopedAllocPtr();
    const path = wasm.scopedAllocCString(name);
    const code = wasm.functionEntry(vfs.$xOpen)?.(
      vfs.pointer as number,
      path,
      pointer,
      flags | MAIN_DB,
      outFlags,
    );
    const methods = file.$pMethods === 0 ? undefined : new capi.sqlite3_io_methods(file.$pMethods);
    const call = (method: string, ...args: (number | bigint)[]): number => {
      const entry = methods?.[`$${method}` as "$xRead"];
      return Number(wasm.functionEntry(entry ?? 0)?.(pointer, ...args));
    };
    body(Number(code), wasm.peek32(outFlags), call);
    if (methods !== undefined) expect(call("xClose")).toBe(0);
  });
}

test("a VFS of fewer than 150 lines holds databases, with rollback and vacuum", () => {
  const source = readFileSync(new URL("../../../docs/examples/map-vfs.ts", import.meta.url), "utf8");
  expect(source.split("\n").length).toBeLessThan(150);
  const db = openDb("/a.db");
  db.exec(`pragma cache_size = 3; create table t(a, b); with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
    insert into t select i, hex(randomblob(50)) from n`);
  db.exec("begin; update t set b = zeroblob(200)");
  expect([...files.keys()].sort()).toEqual(["/a.db", "/a.db-journal"]);
  db.exec("rollback; delete from t where a > 100; vacuum");
  expect(db.selectValue("select count(*) from t where length(b) = 100")).toBe(100);
  expect(db.selectValue("pragma integrity_check")).toBe("ok");
  expect(db.dbVfsName()).toBe("map");
  db.close();
  expect([...files.keys()]).toEqual(["/a.db"]);
  expect(openDb("/a.db").selectValue("select count(*) from t")).toBe(100);
});

test("two connections of it wait for each other", () => {
  const first = openDb("/shared.db");
  const second = openDb("/shared.db");
  first.exec("create table t(a); begin immediate; insert into t values (1)");
  expect(() => second.exec("begin immediate")).toThrow(expect.objectContaining({ resultCode: BUSY }));
  expect(second.selectValue("select count(*) from t")).toBe(0);
  first.exec("commit");
  expect(second.selectValue("select count(*) from t")).toBe(1);
  first.close();
  second.close();
});

test("its xOpen, called through the struct, makes a file and fills in the flags", () => {
  withFile("/structs.db", READWRITE | CREATE, (code, outFlags, call) => {
    expect([code, outFlags & (READWRITE | CREATE)]).toEqual([0, READWRITE | CREATE]);
    const { wasm } = sqlite3;
    const [source, target] = [wasm.scopedAllocCString("data"), wasm.scopedAlloc(8)];
    expect(call("xWrite", source, 4, 2n)).toBe(0);
    expect(call("xRead", target, 8, 0n)).toBe(522);
    expect([...wasm.heap8u().subarray(target, target + 8)]).toEqual([0, 0, 100, 97, 116, 97, 0, 0]);
    expect(call("xFileSize", target)).toBe(0);
    expect(wasm.peek(target, "i64")).toBe(6n);
  });
});

test("a missing file is SQLITE_CANTOPEN through the struct and through a connection", () => {
  withFile("/missing.db", READWRITE, (code) => expect(code).toBe(CANTOPEN));
  expect(() => new sqlite3.oo1.DB({ filename: "/missing.db", flags: "w", vfs: "map" })).toThrow(
    expect.objectContaining({ resultCode: CANTOPEN }),
  );
});

test("a file that is deleted on close is there until it is closed", () => {
  withFile("/short.db", READWRITE | CREATE | DELETE_ON_CLOSE, () =>
    expect(files.has("/short.db")).toBe(true),
  );
  expect(files.has("/short.db")).toBe(false);
});

test("installVfs refuses nothing to install, a VFS without a name and methods that there are not", () => {
  const { vfs, capi } = sqlite3;
  expect(() => vfs.installVfs({})).toThrow(TypeError);
  const struct = new capi.sqlite3_vfs();
  expect(() => vfs.installVfs({ vfs: { struct, methods: {} } })).toThrow(/has a name/);
  expect(() => vfs.installVfs({ vfs: { struct, methods: { xFly: () => 0 }, name: "flying" } })).toThrow(
    /xFly/,
  );
  struct.dispose();
  expect(() => struct.registerVfs()).toThrow(/disposed of/);
});

test("applyArgcCheck refuses calls of a method with other parameters than C passes", () => {
  const { vfs, capi, wasm } = sqlite3;
  const struct = new capi.sqlite3_io_methods();
  vfs.installVfs({
    io: { struct, methods: { xClose: (_a: number, _b: number) => 0 }, applyArgcCheck: true },
  });
  expect(() => wasm.functionEntry(struct.$xClose)?.(0)).toThrow(TypeError);
  struct.dispose();
});

test("a VFS that is the default gets the connections that name none", () => {
  const { capi, wasm, oo1 } = sqlite3;
  const find = (name: string): number =>
    wasm.scopedAllocCall(() =>
      wasm.exports.sqlite3_vfs_find(name === "" ? 0 : wasm.scopedAllocCString(name)),
    );
  const before = new capi.sqlite3_vfs(find(""));
  const map = new capi.sqlite3_vfs(find("map"));
  try {
    expect(map.registerVfs(true)).toBe(map);
    const db = new oo1.DB("/default.db");
    expect(db.dbVfsName()).toBe("map");
    db.close();
  } finally {
    before.registerVfs(true);
  }
  expect(find("")).toBe(before.pointer);
});
