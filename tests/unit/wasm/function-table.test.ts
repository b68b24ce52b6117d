import { describe, expect, it } from "vitest";
import { type FunctionPointer, FunctionTable } from "../../../src/wasm/index.js";

function newTable(): { table: WebAssembly.Table; functions: FunctionTable } {
  const table = new WebAssembly.Table({ initial: 2, element: "anyfunc" });
  return { table, functions: new FunctionTable(table) };
}

describe("FunctionTable", () => {
  it("installs functions of any signature that wasm can call", () => {
    const { table, functions } = newTable();
    const seen: unknown[] = [];
    const pointer = functions.install("j(ipsjfd)", (...values) => {
      seen.push(...values);
      return 2n ** 62n;
    });
    expect(table.get(pointer)(1, 2, 3, 4n, 0.5, 0.25)).toBe(2n ** 62n);
    expect(seen).toEqual([1, 2, 3, 4n, 0.5, 0.25]);
    const nothing = functions.install("v()", () => "ignored");
    expect(table.get(nothing)()).toBeUndefined();
  });

  it("uses the entry of a removed function again", () => {
    const { table, functions } = newTable();
    const first = functions.install("i(i)", (value: number) => value + 1);
    functions.remove(first);
    expect(table.get(first)).toBeNull();
    expect(functions.installedCount).toBe(0);
    expect(functions.install("i(i)", (value: number) => value + 2)).toBe(first);
    expect(table.get(first)(1)).toBe(3);
    expect(table.length).toBe(3);
  });

  it.each(["", "i", "x(i)", "i(v)", "i(i", "i(ii) ", `i(${"i".repeat(200)})`])(
    "refuses the signature %j",
    (signature) => {
      expect(() => newTable().functions.install(signature, () => 0)).toThrow(TypeError);
    },
  );

  it("removes only what it installed, and once", () => {
    const { functions } = newTable();
    expect(() => functions.remove(1 as FunctionPointer)).toThrow(RangeError);
    const pointer = functions.install("v()", () => {});
    functions.remove(pointer);
    expect(() => functions.remove(pointer)).toThrow(RangeError);
  });
});
