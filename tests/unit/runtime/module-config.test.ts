import { describe, expect, it } from "vitest";
import { resolveAllocatorNames } from "../../../src/runtime/allocator-names.js";
import type { ModuleConfig } from "../../../src/runtime/index.js";
import { resolveConfig } from "../../../src/runtime/resolve-config.js";
import { compiledSqliteWasm, readSqliteWasm, SQLITE_WASM_URL } from "../../support/engine/sqlite-wasm.js";
import { startRuntime, startTestRuntime } from "../../support/engine/start-test-runtime.js";

/** A place without a wasm file, for starts that must not look for one. */
const NOWHERE = { wasmUrl: new URL("nowhere/sqlite3.wasm", SQLITE_WASM_URL) };

/** Instantiates as `instantiateWasm` of a caller might. */
async function compiledInstance(imports: WebAssembly.Imports) {
  const module = await compiledSqliteWasm();
  return { instance: await WebAssembly.instantiate(module, imports), module };
}

describe("locateFile", () => {
  it("is asked for sqlite3.wasm, with the folder where it would be looked for", async () => {
    const asked: string[][] = [];
    await startRuntime(
      {
        locateFile: (fileName, directory) => {
          asked.push([fileName, directory]);
          return SQLITE_WASM_URL;
        },
      },
      NOWHERE,
    );
    expect(asked).toEqual([["sqlite3.wasm", new URL(".", NOWHERE.wasmUrl).href]]);
  });

  it("may answer with an absolute or a relative URL", async () => {
    expect((await startRuntime({ locateFile: () => SQLITE_WASM_URL.href }, NOWHERE)).status).toBe("ready");
    expect((await startRuntime({ locateFile: (name) => `../${name}` }, NOWHERE)).status).toBe("ready");
  });

  it("that throws is a hook error, and an answer that is no URL a TypeError", async () => {
    const cause = new Error("lost");
    const throwing = startRuntime({
      locateFile: () => {
        throw cause;
      },
    });
    await expect(throwing).rejects.toMatchObject({ code: "hook", message: "locateFile threw: lost", cause });
    await expect(startRuntime({ locateFile: () => "http://[" })).rejects.toThrow(TypeError);
  });
});

describe("wasmBinary and wasmModule", () => {
  it.each<[string, () => Promise<ModuleConfig>]>([
    ["bytes", async () => ({ wasmBinary: await readSqliteWasm() })],
    ["an ArrayBuffer", async () => ({ wasmBinary: (await readSqliteWasm()).slice().buffer })],
    ["a promise of bytes", async () => ({ wasmBinary: readSqliteWasm() })],
    ["a function that gives bytes", async () => ({ wasmBinary: readSqliteWasm })],
    ["a module", async () => ({ wasmModule: await compiledSqliteWasm() })],
    ["a function that gives a module", async () => ({ wasmModule: compiledSqliteWasm })],
    [
      "a module, which wins over bytes",
      async () => ({ wasmModule: compiledSqliteWasm, wasmBinary: new Uint8Array() }),
    ],
  ])("take %s, and nothing is fetched", async (_what, config) => {
    expect((await startRuntime(await config(), NOWHERE)).status).toBe("ready");
  });

  it("given as functions are called only when they are needed", async () => {
    const unneeded = () => Promise.reject(new Error("not needed"));
    const runtime = await startRuntime({ wasmBinary: unneeded, wasmModule: compiledSqliteWasm });
    expect(runtime.status).toBe("ready");
  });

  it("given as functions are called once, however often the setting is read", async () => {
    let calls = 0;
    const { wasmBinary } = resolveConfig(
      {
        wasmBinary: () => {
          calls++;
          return readSqliteWasm();
        },
      },
      SQLITE_WASM_URL,
    );
    expect(calls).toBe(0);
    expect(await wasmBinary?.()).toBe(await wasmBinary?.());
    expect(calls).toBe(1);
  });

  it.each(["wasmBinary", "wasmModule"] as const)("%s that throws is a hook error", async (name) => {
    const cause = new Error("lost");
    const start = startRuntime({ [name]: () => Promise.reject(cause) });
    await expect(start).rejects.toMatchObject({ code: "hook", message: `${name} threw: lost`, cause });
  });

  it("that is not wasm is a wasm-compile error", async () => {
    const start = startRuntime({ wasmBinary: new TextEncoder().encode("SQLite format 3") });
    await expect(start).rejects.toMatchObject({
      code: "wasm-compile",
      message: 'the given wasmBinary is not WebAssembly; it starts with "SQLite format 3"',
    });
  });
});

describe("instantiateWasm", () => {
  it("hands over an instance later, with or without its module", async () => {
    const withModule = await startRuntime(
      {
        instantiateWasm: (imports, receive) => {
          compiledInstance(imports).then(({ instance, module }) => receive(instance, module));
          return {};
        },
      },
      NOWHERE,
    );
    expect(withModule.module).toBe(await compiledSqliteWasm());

    const without = await startRuntime({
      instantiateWasm: async (imports, receive) => receive((await compiledInstance(imports)).instance),
    });
    expect(without.module).toBeUndefined();
    expect(without.exports.sqlite3_initialize()).toBe(0);
  });

  it("hands over an instance at once", async () => {
    const module = await compiledSqliteWasm();
    const runtime = await startRuntime({
      instantiateWasm: (imports, receive) => {
        const instance = new WebAssembly.Instance(module, imports);
        receive(instance, module);
        return instance.exports;
      },
    });
    expect(runtime.status).toBe("ready");
  });

  it.each<[string, NonNullable<ModuleConfig["instantiateWasm"]>, string]>([
    ["returns false", () => false, "it returned false"],
    ["rejects", () => Promise.reject(new Error("boom")), "boom"],
    [
      "throws",
      () => {
        throw new Error("boom");
      },
      "boom",
    ],
  ])("that %s is a hook error", async (_how, instantiateWasm, reason) => {
    const start = startRuntime({ instantiateWasm });
    await expect(start).rejects.toMatchObject({ code: "hook", message: `instantiateWasm threw: ${reason}` });
  });

  it("that never hands over an instance is reported as a stuck dependency", async () => {
    const start = startRuntime({ instantiateWasm: () => ({}) }, { dependencyTimeout: 20 });
    await expect(start).rejects.toMatchObject({ code: "dependency" });
    await expect(start).rejects.toThrow('"instantiateWasm"');
  });

  it("that hands over something else is a wasm-mismatch error", async () => {
    const empty = new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
    const start = startRuntime({ instantiateWasm: (_, receive) => receive(new WebAssembly.Instance(empty)) });
    await expect(start).rejects.toMatchObject({ code: "wasm-mismatch" });
  });
});

describe("allocator export names", () => {
  it.each<[ModuleConfig, string[]]>([
    [{}, ["sqlite3_malloc", "sqlite3_realloc", "sqlite3_free"]],
    [{ allocExportName: "malloc" }, ["malloc", "realloc", "free"]],
    [{ allocExportName: "malloc", deallocExportName: "sqlite3_free" }, ["malloc", "realloc", "sqlite3_free"]],
    [{ reallocExportName: "realloc" }, ["sqlite3_malloc", "realloc", "sqlite3_free"]],
  ])("%j are completed", (names, expected) => {
    const { alloc, realloc, dealloc } = resolveAllocatorNames(names);
    expect([alloc, realloc, dealloc]).toEqual(expected);
  });

  it.each(["sqlite3_malloc", "malloc"])("%s allocates, resizes and frees", async (allocExportName) => {
    const { allocator, heap } = await startTestRuntime({ allocExportName });
    const address = allocator.allocBytes(Uint8Array.of(1, 2, 3));
    const moved = allocator.realloc(address, 100_000);
    expect([...heap.bytes(moved, 3)]).toEqual([1, 2, 3]);
    allocator.free(moved);
    const size = heap.byteLength;
    for (let count = 0; count < 100; count++) allocator.free(allocator.alloc(1_000_000));
    expect(heap.byteLength).toBe(size);
  });

  it("that the wasm does not export are a wasm-mismatch error", async () => {
    const start = startTestRuntime({ allocExportName: "my_malloc" });
    await expect(start).rejects.toMatchObject({ code: "wasm-mismatch" });
    await expect(start).rejects.toThrow("does not export my_malloc, my_realloc, my_free");
  });
});
