import { beforeAll, describe, expect, test } from "vitest";
import type { Sqlite3 } from "../../../src/sqlite3/index.js";
import { endOfAllocations, expectNoLeak } from "../../support/sqlite3/expect-no-leak.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

let sqlite3: Sqlite3;

beforeAll(async () => {
  sqlite3 = await loadSqlite3();
});

describe("10,000 rounds leave wasm memory, table and stacks where they were", () => {
  test("and a lost block would be noticed", () => {
    const before = endOfAllocations(sqlite3);
    const lost = Array.from({ length: 100 }, () => sqlite3.wasm.alloc(8));
    expect(endOfAllocations(sqlite3)).toBeGreaterThan(before);
    for (const address of lost) sqlite3.wasm.dealloc(address);
  });

  test("of functions installed and uninstalled", () => {
    const { wasm } = sqlite3;
    expectNoLeak(sqlite3, (round) => wasm.uninstallFunction(wasm.installFunction("i(i)", () => round)));
  });

  test("of calls with texts and callbacks, also when the callback throws", () => {
    const { wasm } = sqlite3;
    const callback = new wasm.xWrap.FuncPtrAdapter({ signature: "i(i)", bindScope: "transient" });
    const call = wasm.xWrap((_: number, pointer: number) => wasm.functionEntry(pointer)?.(1), "i32", [
      "string",
      callback,
    ]);
    expectNoLeak(sqlite3, (round) => {
      const fails = () => {
        if (round % 2 === 1) throw new Error("mine");
        return 0;
      };
      try {
        call("text", fails);
      } catch {}
    });
  });

  test("of callbacks that replace each other", () => {
    const { wasm } = sqlite3;
    const callback = new wasm.xWrap.FuncPtrAdapter({
      signature: "i(i)",
      bindScope: "context",
      contextKey: ([key]) => key,
    });
    const call = wasm.xWrap((_: number, pointer: number) => pointer, "i32", ["i32", callback]);
    expectNoLeak(sqlite3, (round) => {
      call(1, () => round);
      call(2, () => round);
      if (round % 3 === 0) call(1, null);
      else call(1, () => -round);
      callback.release(1);
      callback.release(2);
    });
  });

  test("of structs with methods and strings", () => {
    const { capi } = sqlite3;
    expectNoLeak(sqlite3, () => {
      const struct = new capi.sqlite3_vfs();
      struct.setMemberCString("zName", "name");
      struct.installMethods({ xSleep: () => 0, xCurrentTime: () => 0 });
      struct.installMethod("xSleep", () => 1);
      struct.dispose();
    });
  });

  test("of scoped and pseudo-stack allocations, also when there is no memory", () => {
    const { wasm } = sqlite3;
    expectNoLeak(sqlite3, () => {
      try {
        wasm.scopedAllocCall(() => {
          wasm.scopedAllocMainArgv(["a", "b"]);
          wasm.pstack.call(() => wasm.pstack.allocPtr(4));
          wasm.scopedAlloc(2 ** 31);
        });
      } catch {}
    });
  });
});
