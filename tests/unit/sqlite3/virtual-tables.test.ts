import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { DB } from "../../../src/oo1/index.js";
import type { ModuleSetup, Sqlite3 } from "../../../src/sqlite3/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";
import { createModule, numbersModule, textsModule } from "../../support/sqlite3/virtual-tables.js";

let sqlite3: Sqlite3;
let db: DB;
let modules: { dispose(): void }[] = [];
const reported: string[] = [];

beforeAll(async () => {
  sqlite3 = await loadSqlite3();
  sqlite3.vtab.xError.errorReporter = (message) => void reported.push(message);
});

beforeEach(() => {
  db = new sqlite3.oo1.DB(":memory:");
  reported.length = 0;
});

afterEach(() => {
  db.close();
  for (const module of modules) module.dispose();
  modules = [];
});

function use(name: string, setup: ModuleSetup): void {
  modules.push(createModule(sqlite3, db.pointer as number, name, setup));
}

test("an eponymous table takes its argument from a constraint that xBestIndex finds", () => {
  const columns: number[] = [];
  use(
    "numbers",
    numbersModule(sqlite3, (column) => void columns.push(column)),
  );
  expect(db.selectValues("select value from numbers(4) where value <> 2")).toEqual([1, 3, 4]);
  expect(
    db.selectArray("select sum(a.value * b.value), max(a.rowid) from numbers(3) a, numbers(2) b"),
  ).toEqual([18, 3]);
  expect(columns).toContain(1);
  expect(() => db.exec("select * from numbers")).toThrow(/no query solution/);
  expect(() => db.exec("create virtual table t using numbers")).toThrow();
});

test("what a method throws is its result code", () => {
  use("numbers", numbersModule(sqlite3));
  expect(() => db.selectValues("select value from numbers(-1)")).toThrow(
    expect.objectContaining({ resultCode: 20 }),
  );
  expect(reported).toEqual([expect.stringMatching(/^xFilter\(\): .*numbers start at 1/)]);
  expect(db.selectValues("select value from numbers(1)")).toEqual([1]);
});

test("a writable table inserts, updates and deletes", () => {
  const rows = new Map<bigint, string>();
  use("texts", textsModule(sqlite3, rows));
  db.exec("create virtual table t using texts; insert into t values ('eins'), ('zwei'), ('drei')");
  db.exec("update t set text = upper(text) where text like '%ei'; delete from t where text = 'eins'");
  expect(rows).toEqual(
    new Map([
      [2n, "ZWEI"],
      [3n, "DREI"],
    ]),
  );
  db.exec("insert into t(rowid, text) values (9007199254740993, 'viel')");
  expect(db.selectValues("select cast(rowid as text) || text from t order by rowid")).toEqual([
    "2ZWEI",
    "3DREI",
    "9007199254740993viel",
  ]);
  db.exec("drop table t");
});

test("what xCreate throws is the text of SQLite's error", () => {
  use("texts", textsModule(sqlite3, new Map()));
  expect(() => db.exec("create virtual table t using texts(broken)")).toThrow(/this table is broken: ä/);
});

test("methods that are the same function are installed once, and go with the struct", () => {
  const { wasm, vtab, capi } = sqlite3;
  const module = vtab.setupModule(textsModule(sqlite3, new Map()));
  expect(module.$xConnect).toBe(module.$xCreate);
  expect(module.$xDisconnect).toBe(module.$xDestroy);
  expect(module.$xConnect).not.toBe(module.$xDestroy);
  expect(module.$iVersion).toBe(1);
  const { $xOpen } = module;
  module.dispose();
  expect(wasm.functionEntry($xOpen)).not.toBeTypeOf("function");

  const own = new capi.sqlite3_module();
  expect(own.setupModule({ methods: { xShadowName: () => 0, xSavepoint: () => 0 } })).toBe(own);
  expect(own.$iVersion).toBe(3);
  own.dispose();
  expect(vtab.setupModule({ methods: {}, iVersion: 2 }).$iVersion).toBe(2);
  expect(() => vtab.setupModule({ methods: { xCreate: true, xConnect: true } })).toThrow(TypeError);
  expect(() => vtab.setupModule({ methods: { xFly: () => 0 } })).toThrow(/xFly/);
});

test("xError finds the code of each kind of error, whatever its reporter does", () => {
  const { vtab, SQLite3Error, WasmAllocError } = sqlite3;
  const { errorReporter } = vtab.xError;
  expect(vtab.xError("xColumn", new WasmAllocError("none"), 21)).toBe(7);
  expect(vtab.xError("xColumn", new SQLite3Error(19), 21)).toBe(21);
  expect(vtab.xError("xColumn", new SQLite3Error(19))).toBe(19);
  vtab.xError.errorReporter = () => {
    throw new Error("the reporter fails");
  };
  expect(vtab.xError("xColumn", "a text")).toBe(1);
  vtab.xError.errorReporter = errorReporter;
});

test("a struct that is mapped is found by its address until it is let go", () => {
  const { vtab, wasm } = sqlite3;
  const ppOut = wasm.allocPtr();
  const table = vtab.xVtab.create(ppOut);
  const pointer = wasm.peekPtr(ppOut);
  expect([vtab.xVtab.get(pointer), vtab.xVtab.unget(pointer), vtab.xVtab.get(pointer)]).toEqual([
    table,
    table,
    undefined,
  ]);
  table.dispose();
  vtab.xVtab.dispose(pointer);
  expect(() => vtab.xVtab.create("text" as never)).toThrow();
  wasm.dealloc(ppOut);
});

test("10,000 uses of virtual tables leave memory and function table as they were", {
  timeout: 60_000,
}, () => {
  const { wasm } = sqlite3;
  const rows = new Map<bigint, string>();
  use("texts", textsModule(sqlite3, rows));
  const useTable = (): void => {
    db.exec("create virtual table t using texts; insert into t values ('a'); select * from t; drop table t");
    rows.clear();
  };
  const useModule = (): void => {
    const own = new sqlite3.oo1.DB(":memory:");
    const module = createModule(sqlite3, own.pointer as number, "numbers", numbersModule(sqlite3));
    own.exec("select * from numbers(1)");
    own.close();
    module.dispose();
  };
  for (const [rounds, body] of [
    [10_000, useTable],
    [1000, useModule],
  ] as const) {
    for (let count = 0; count < 10; count++) body();
    const before = [memoryEnd(), wasm.functionTable().length];
    for (let count = 0; count < rounds; count++) body();
    expect([memoryEnd(), wasm.functionTable().length]).toEqual(before);
  }
});

/** Where a block lands that is too large for any gap: behind everything that is allocated. Thousands of lost blocks push it on. */
function memoryEnd(): number {
  const { wasm } = sqlite3;
  const address = wasm.alloc(1_048_576);
  wasm.dealloc(address);
  return address;
}
