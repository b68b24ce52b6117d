import { beforeEach, describe, expect, test } from "vitest";
import type { Sqlite3 } from "../../../src/sqlite3/index.js";
import type { BindScope } from "../../../src/wasm/index.js";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

let wasm: Sqlite3["wasm"];

beforeEach(async () => {
  ({ wasm } = await loadSqlite3());
});

/** A wrapped function that keeps its callback's pointer, as C does, and one that calls the kept pointer. */
function keeper(bindScope: BindScope) {
  let kept = 0;
  const callback = new wasm.xWrap.FuncPtrAdapter({
    signature: "i()",
    bindScope,
    contextKey: ([key]) => key,
  });
  const keep = wasm.xWrap(
    (_: number, pointer: number) => {
      const previous = kept === 0 ? 0 : wasm.functionEntry(kept)?.();
      kept = pointer;
      return Number(previous);
    },
    "i32",
    ["i32", callback],
  );
  return { keep, callback, call: () => wasm.functionEntry(kept)?.() };
}

describe("A callback that C keeps", () => {
  test.each(["context", "singleton"] as const)(
    "%s: is there until the call that replaces it returns",
    (scope) => {
      const { keep, call } = keeper(scope);
      keep(1, () => 10);
      expect(call()).toBe(10);
      // C may call the old one while it is being replaced.
      expect(keep(1, () => 20)).toBe(10);
      expect(call()).toBe(20);
    },
  );

  test("leaves the table when null replaces it", () => {
    const { keep, call } = keeper("singleton");
    keep(1, () => 10);
    const size = wasm.functionTable().length;
    keep(1, null);
    keep(1, () => 20);
    expect(call()).toBe(20);
    expect(wasm.functionTable().length).toBe(size);
  });

  test("of one context stays when another context's is replaced", () => {
    const { callback } = keeper("context");
    const first = callback.convertArg(() => 1, [1], 1);
    const second = callback.convertArg(() => 2, [2], 1);
    callback.convertArg(() => 3, [2], 1);
    expect(wasm.functionEntry(first)?.()).toBe(1);
    expect(wasm.functionEntry(second)).not.toBe(wasm.functionEntry(first));
    callback.release(1);
    expect(wasm.functionEntry(first) ?? null).toBe(null);
  });

  test("stays for good when it is permanent", () => {
    const { keep, call } = keeper("permanent");
    keep(1, () => 10);
    const entry = call;
    keep(1, null);
    keep(1, () => 20);
    expect(entry()).toBe(20);
  });
});
