import { describe, expect, it } from "vitest";
import { defaultWasmUrl, loadEngine, startEngine } from "../../../src/engine/index.js";
import { Database } from "../../../src/oo1/index.js";
import { readCString } from "../../../src/wasm/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { compiledSqliteWasm } from "../../support/engine/sqlite-wasm.js";
import { createTestSyscalls } from "../../support/engine/test-syscalls.js";

describe("an engine", () => {
  it("is SQLite, initialised, with its typed functions", async () => {
    const { capi, heap, runtime } = await loadTestEngine();
    expect(runtime.status).toBe("ready");
    expect(readCString(heap, capi.sqlite3_libversion())).toMatch(/^3\.\d+\.\d+$/);
    expect(capi.sqlite3_initialize()).toBe(0);
  });

  it("keeps its database files in its filesystem, which no other engine sees", async () => {
    const [one, two] = await Promise.all([loadTestEngine(), loadTestEngine()]);
    const db = new Database(one.capi, { filename: "/notes.db" });
    db.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('here')");
    db.close();
    expect(one.fs.readTextFile("/notes.db").slice(0, 15)).toBe("SQLite format 3");
    expect(two.fs.analyzePath("/notes.db").exists).toBe(false);
  });

  it("sends what C prints to print and printErr, line by line", async () => {
    const out: string[] = [];
    const err: string[] = [];
    const { fs } = await loadTestEngine({
      config: { print: (line) => out.push(line), printErr: (line) => err.push(line) },
    });
    fs.writeFile("/dev/stdout", "one\ntwo\n");
    fs.writeFile("/dev/stderr", "three\n");
    expect([out, err]).toEqual([["one", "two"], ["three"]]);
  });

  it("runs on system calls that it is given", async () => {
    const { capi } = await startEngine({
      syscalls: createTestSyscalls(),
      config: { wasmModule: compiledSqliteWasm },
    });
    const db = new Database(capi);
    expect(db.exec("SELECT 1").isOpen()).toBe(true);
    db.close();
  });

  it("looks for its wasm one folder above its own file, unless told otherwise", async () => {
    expect(defaultWasmUrl().pathname).toMatch(/\/src\/sqlite3\.wasm$/);
    await expect(loadEngine()).rejects.toMatchObject({ code: "wasm-fetch" });
  });

  it("turns a trap of wasm into an error of the engine", async () => {
    const { capi, runtime } = await loadTestEngine();
    let trap: unknown;
    try {
      capi.sqlite3_free(0x7fff_0000 as Parameters<typeof capi.sqlite3_free>[0]);
    } catch (error) {
      trap = runtime.interpret(error);
    }
    expect(trap).toMatchObject({ name: "EngineError", code: "abort" });
    expect(() => runtime.requireUsable()).toThrow(trap as Error);
  });
});
