import { afterEach, describe, expect, test } from "vitest";
import { EngineError } from "../../../src/base/index.js";
import sqlite3InitModule, { type Sqlite3ApiConfig } from "../../../src/sqlite3/index.js";
import { compiledSqliteWasm, readSqliteWasm, SQLITE_WASM_URL } from "../../support/engine/sqlite-wasm.js";

const quick = { wasmModule: compiledSqliteWasm };
const globals = globalThis as { sqlite3ApiConfig?: Sqlite3ApiConfig };

afterEach(() => {
  delete globals.sqlite3ApiConfig;
  delete sqlite3InitModule.__isUnderTest;
});

describe("sqlite3InitModule", () => {
  test("gives the namespace", async () => {
    const sqlite3 = await sqlite3InitModule(quick);
    expect(sqlite3.version.libVersion).toBe(sqlite3.wasm.xWrap("sqlite3_libversion", "string")());
    expect(sqlite3.version.libVersionNumber).toBe(sqlite3.wasm.exports.sqlite3_libversion_number());
    expect(sqlite3.wasm.exports).toBe(sqlite3.config.exports);
  });

  test("starts an instance of its own at every call", async () => {
    const [first, second] = await Promise.all([sqlite3InitModule(quick), sqlite3InitModule(quick)]);
    first.wasm.xWrap.argAdapter("only here", (value: number) => value);
    expect(second.wasm.memory).not.toBe(first.wasm.memory);
    expect(second.wasm.xWrap.argAdapter("only here")).toBe(undefined);
  });

  test("hides the library's own helpers unless it is under test", async () => {
    expect(Object.keys(await sqlite3InitModule(quick))).not.toContain("util");
    sqlite3InitModule.__isUnderTest = true;
    const shown = await sqlite3InitModule(quick);
    expect(Object.keys(shown)).toEqual(expect.arrayContaining(["util", "StructBinder", "__isUnderTest"]));
  });

  test("takes the wasm from locateFile", async () => {
    const asked: string[] = [];
    const sqlite3 = await sqlite3InitModule({
      locateFile(fileName) {
        asked.push(fileName);
        return SQLITE_WASM_URL;
      },
    });
    expect(asked).toEqual(["sqlite3.wasm"]);
    expect(sqlite3.wasm.exports.sqlite3_libversion_number()).toBeGreaterThan(3_054_000);
  });

  test("takes the wasm's bytes from wasmBinary", async () => {
    const sqlite3 = await sqlite3InitModule({ wasmBinary: await readSqliteWasm() });
    expect(sqlite3.wasm.exports.sqlite3_libversion_number()).toBeGreaterThan(3_054_000);
  });

  test("instantiates by instantiateWasm", async () => {
    const sqlite3 = await sqlite3InitModule({
      async instantiateWasm(imports, receiveInstance) {
        receiveInstance(await WebAssembly.instantiate(await compiledSqliteWasm(), imports));
      },
    });
    expect(sqlite3.wasm.exports.sqlite3_libversion_number()).toBeGreaterThan(3_054_000);
  });

  test("says what is wrong when there is no wasm", async () => {
    const missing = sqlite3InitModule({ locateFile: () => new URL("nowhere.wasm", SQLITE_WASM_URL) });
    await expect(missing).rejects.toThrow(EngineError);
    await expect(missing).rejects.toMatchObject({ code: "wasm-fetch" });
    const broken = sqlite3InitModule({ wasmBinary: Uint8Array.of(1, 2, 3) });
    await expect(broken).rejects.toMatchObject({ code: "wasm-compile" });
  });
});

describe("globalThis.sqlite3ApiConfig", () => {
  test("gives the settings, with defaults for the rest", async () => {
    const warnings: unknown[][] = [];
    const warn = (...details: unknown[]) => void warnings.push(details);
    globals.sqlite3ApiConfig = { warn, wasmfsOpfsDir: "/elsewhere", mine: 5 };
    const { config, capi } = await sqlite3InitModule(quick);
    expect(config).toMatchObject({ warn, wasmfsOpfsDir: "/elsewhere", mine: 5, useStdAlloc: false });
    const struct = new capi.sqlite3_vfs();
    struct.addOnDispose(() => {
      throw new Error("mine");
    });
    struct.dispose();
    expect(warnings).toHaveLength(1);
  });

  test("chooses the allocator", async () => {
    globals.sqlite3ApiConfig = { useStdAlloc: true };
    const { wasm, config } = await sqlite3InitModule(quick);
    expect(config.allocExportName).toBe("malloc");
    expect(wasm.alloc.impl).toBe(wasm.exports.malloc);
    expect(wasm.realloc.impl).toBe(wasm.exports.realloc);
    expect(wasm.dealloc.impl).toBe(wasm.exports.free);
  });
});
