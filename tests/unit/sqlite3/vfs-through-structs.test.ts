import { beforeAll, expect, test } from "vitest";
import type { Sqlite3 } from "../../../src/sqlite3/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

const CREATE = 0x4;
const READWRITE = 0x2;
const DELETE_ON_CLOSE = 0x8;
const MAIN_DB = 0x100;
const CANTOPEN = 14;

let sqlite3: Sqlite3;

beforeAll(async () => {
  sqlite3 = await loadSqlite3();
});

/** Opens a file through the struct pointers of SQLite's own `unix` VFS, and does something with it. */
function withFile(name: string, flags: number, body: (code: number, outFlags: number) => void): void {
  const { wasm, capi } = sqlite3;
  wasm.scopedAllocCall(() => {
    const vfs = new capi.sqlite3_vfs(wasm.exports.sqlite3_vfs_find(wasm.scopedAllocCString("unix")));
    const file = new capi.sqlite3_file({
      wrap: wasm.scopedAlloc(vfs.$szOsFile),
    });
    wasm.heap8u().fill(0, file.pointer, (file.pointer as number) + vfs.$szOsFile);
    const outFlags = wasm.scopedAllocPtr();
    const code = wasm.functionEntry(vfs.$xOpen)?.(
      vfs.pointer as number,
      wasm.scopedAllocCString(name),
      file.pointer as number,
      flags | MAIN_DB,
      outFlags,
    );
    body(Number(code), wasm.peek32(outFlags));
    if (file.$pMethods !== 0) {
      const methods = new capi.sqlite3_io_methods(file.$pMethods);
      expect(wasm.functionEntry(methods.$xClose)?.(file.pointer as number)).toBe(0);
    }
  });
}

test("xOpen, called through the struct, makes a file and fills in the flags", () => {
  withFile("/through-structs.db", READWRITE | CREATE, (code, outFlags) => {
    expect(code).toBe(0);
    expect(outFlags & (READWRITE | CREATE)).toBe(READWRITE | CREATE);
  });
  withFile("/through-structs.db", READWRITE, (code) => expect(code).toBe(0));
});

test("a missing file is SQLITE_CANTOPEN", () => {
  withFile("/missing.db", READWRITE, (code) => expect(code).toBe(CANTOPEN));
});

test("a file that is deleted on close is gone when it is closed", () => {
  withFile("/short-lived.db", READWRITE | CREATE | DELETE_ON_CLOSE, (code) => expect(code).toBe(0));
  withFile("/short-lived.db", READWRITE, (code) => expect(code).toBe(CANTOPEN));
});
