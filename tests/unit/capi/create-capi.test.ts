import { describe, expect, it } from "vitest";
import { createCapi, sqliteError } from "../../../src/capi/index.js";
import { readCString } from "../../../src/wasm/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

describe("createCapi", () => {
  it("gives SQLite's functions under their names", async () => {
    const { capi } = await loadTestEngine();
    expect(readCString(capi.heap, capi.sqlite3_libversion())).toBe(
      capi.enumJson().constants.get("SQLITE_VERSION"),
    );
    expect(readCString(capi.heap, capi.sqlite3_sourceid())).toBe(
      capi.enumJson().constants.get("SQLITE_SOURCE_ID"),
    );
  });

  it("has the constants that the wasm describes", async () => {
    const { capi } = await loadTestEngine();
    const { constants } = capi.enumJson();
    for (const [name, value] of Object.entries(capi.constants)) {
      expect([name, value]).toEqual([name, constants.get(name)]);
    }
  });

  it("reads struct layouts from the wasm's own description", async () => {
    const { capi } = await loadTestEngine();
    expect(capi.enumJson().structs.get("sqlite3_io_methods")?.members.xRead).toEqual({
      offset: 8,
      sizeof: 4,
      signature: "i(ppij)",
    });
  });

  it("names result codes, unknown extended ones by their primary code", async () => {
    const { capi } = await loadTestEngine();
    expect(capi.resultCodeName(517)).toBe("SQLITE_BUSY_SNAPSHOT");
    expect(capi.resultCodeName(5 | (200 << 8))).toBe("SQLITE_BUSY");
    expect(sqliteError(capi, 13, 0)).toMatchObject({
      code: "SQLITE_FULL",
      message: "database or disk is full",
    });
  });

  it("knows sqlite3_free as a destructor", async () => {
    const { capi, runtime } = await loadTestEngine();
    const table = runtime.rawExports.__indirect_function_table as WebAssembly.Table;
    expect(table.get(capi.freeDestructor)).toBe(runtime.rawExports.sqlite3_free);
  });

  it("refuses a wasm that lacks a function", async () => {
    const engine = await loadTestEngine();
    const { sqlite3_step: _, ...exports } = engine.runtime.rawExports;
    expect(() => createCapi({ ...engine, exports })).toThrow(
      expect.objectContaining({
        name: "EngineError",
        code: "wasm-mismatch",
        message: expect.stringContaining("sqlite3_step"),
      }),
    );
  });
});
