import { expect, test } from "vitest";
import { loadSqlite3 } from "../../support/sqlite3/load-sqlite3.js";

const MIB = 1_048_576;

test("memory that an allocation lets grow is seen by every way of reading it", async () => {
  const { wasm, capi } = await loadSqlite3();
  const struct = new capi.sqlite3_file();
  struct.$pMethods = 99;
  const before = wasm.memory.buffer.byteLength;
  const address = wasm.alloc(32 * MIB);
  expect(wasm.memory.buffer.byteLength).toBeGreaterThan(before);
  const end = address + 32 * MIB - 8;
  expect(wasm.poke64(end, -1n).peek64(end)).toBe(-1n);
  expect(wasm.heap8u()[end]).toBe(255);
  expect(struct.$pMethods).toBe(99);
});

test("memory that JavaScript lets grow is seen by every way of reading it", async () => {
  const { wasm, capi } = await loadSqlite3();
  const struct = new capi.sqlite3_file();
  const ways: (() => unknown)[] = [
    () => wasm.poke32(struct.pointer as number, 99).peek32(struct.pointer as number),
    () => wasm.heap32u()[(struct.pointer as number) / 4],
    () => struct.$pMethods,
    () => wasm.cstrlen(struct.pointer as number),
    () => wasm.cstrToJs(wasm.allocCString("c")),
  ];
  const results = ways.map((way) => {
    wasm.memory.grow(1);
    return way();
  });
  expect(results).toEqual([99, 99, 99, 1, "c"]);
});
