import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSqliteWasm, SQLITE_WASM_URL } from "../../support/engine/sqlite-wasm.js";
import { startRuntime } from "../../support/engine/start-test-runtime.js";
import { serveWasm, type WasmServer } from "../../support/engine/wasm-server.js";

/** A module with nothing in it. */
const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** `(module (import "env" "nobody" (func)))` */
const DEMANDING_MODULE = Uint8Array.of(
  ...EMPTY_MODULE,
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x02, 0x0e, 0x01, 0x03, ...Buffer.from("env"), 0x06, ...Buffer.from("nobody"), 0x00, 0x00],
);

/** `(module (import "env" "memory" (memory 1)))` */
const HOLLOW_MODULE = Uint8Array.of(
  ...EMPTY_MODULE,
  ...[0x02, 0x0f, 0x01, 0x03, ...Buffer.from("env"), 0x06, ...Buffer.from("memory"), 0x02, 0x00, 0x01],
);

/** `(module (import "env" "memory" (func)))`: wants a function where there is a memory. */
const CONFUSED_MODULE = Uint8Array.of(
  ...EMPTY_MODULE,
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x02, 0x0e, 0x01, 0x03, ...Buffer.from("env"), 0x06, ...Buffer.from("memory"), 0x00, 0x00],
);

const HTML = "<!doctype html><title>Not found</title>";
const WASM_TYPE = "application/wasm";

let server: WasmServer;

beforeAll(async () => {
  const wasm = await readSqliteWasm();
  server = await serveWasm({
    "/right.wasm": { body: wasm, type: WASM_TYPE },
    "/octets.wasm": { body: wasm, type: "application/octet-stream" },
    "/parameter.wasm": { body: wasm, type: "application/wasm; charset=utf-8" },
    "/untyped.wasm": { body: wasm },
    "/page.wasm": { body: HTML, type: "text/html" },
    "/page-as-wasm.wasm": { body: HTML, type: WASM_TYPE },
    "/empty.wasm": { body: "", type: "text/plain" },
    "/truncated.wasm": { body: wasm.subarray(0, 500_000), type: WASM_TYPE },
    "/truncated-octets.wasm": { body: wasm.subarray(0, 500_000), type: "text/plain" },
    "/broken-off.wasm": { body: wasm, type: WASM_TYPE, breakAfter: 400_000 },
    "/broken-off-octets.wasm": { body: wasm, type: "text/plain", breakAfter: 400_000 },
    "/server-error.wasm": { body: wasm, type: WASM_TYPE, status: 500 },
    "/hollow.wasm": { body: HOLLOW_MODULE, type: WASM_TYPE },
    "/empty-module.wasm": { body: EMPTY_MODULE, type: WASM_TYPE },
    "/demanding.wasm": { body: DEMANDING_MODULE, type: WASM_TYPE },
    "/confused.wasm": { body: CONFUSED_MODULE, type: WASM_TYPE },
  });
});
afterAll(() => server.close());

describe("a wasm file over HTTP", () => {
  it("is compiled while it arrives, without a word", async () => {
    const lines: string[] = [];
    const runtime = await startRuntime(
      { printErr: (line) => lines.push(line) },
      { wasmUrl: server.url("/right.wasm") },
    );
    expect(runtime.status).toBe("ready");
    expect(lines).toEqual([]);
  });

  it.each([
    ["/octets.wasm", "application/octet-stream"],
    ["/parameter.wasm", "application/wasm; charset=utf-8"],
    ["/untyped.wasm", "no type"],
  ])("at %s works with a wrong MIME type and says so once", async (path, type) => {
    const lines: string[] = [];
    const wasmUrl = server.url(path);
    const runtime = await startRuntime({ printErr: (line) => lines.push(line) }, { wasmUrl });
    expect(runtime.status).toBe("ready");
    expect(lines).toEqual([
      `${wasmUrl} is served as ${type}; served as application/wasm it would start faster`,
    ]);
  });

  it.each([
    ["/missing.wasm", "wasm-fetch", "HTTP status 404"],
    ["/server-error.wasm", "wasm-fetch", "HTTP status 500"],
    ["/broken-off.wasm", "wasm-fetch", "could not be fetched"],
    ["/broken-off-octets.wasm", "wasm-fetch", "could not be fetched"],
    ["/page.wasm", "wasm-compile", 'is not WebAssembly; it starts with "<!doctype html>'],
    ["/page-as-wasm.wasm", "wasm-compile", "does not compile"],
    ["/empty.wasm", "wasm-compile", 'is not WebAssembly; it starts with ""'],
    ["/truncated.wasm", "wasm-compile", "does not compile"],
    ["/truncated-octets.wasm", "wasm-compile", "does not compile"],
    ["/empty-module.wasm", "wasm-mismatch", "does not import its memory"],
    ["/demanding.wasm", "wasm-mismatch", "imports what nobody provides: env.nobody"],
    ["/hollow.wasm", "wasm-mismatch", "does not export"],
    ["/confused.wasm", "wasm-mismatch", "does not import its memory"],
  ])("at %s is a %s error that names its URL", async (path, code, message) => {
    const wasmUrl = server.url(path);
    const start = startRuntime({}, { wasmUrl });
    await expect(start).rejects.toMatchObject({ name: "EngineError", code });
    await expect(start).rejects.toThrow(wasmUrl.href);
    await expect(start).rejects.toThrow(message);
  });

  it("from a server that is not there is a wasm-fetch error that names its URL", async () => {
    const gone = await serveWasm({});
    const wasmUrl = gone.url("/sqlite3.wasm");
    await gone.close();
    const start = startRuntime({}, { wasmUrl });
    await expect(start).rejects.toMatchObject({ code: "wasm-fetch" });
    await expect(start).rejects.toThrow(wasmUrl.href);
  });
});

describe("a wasm file on disk", () => {
  it("is read in Node", async () => {
    expect((await startRuntime({})).status).toBe("ready");
  });

  it("that is missing is a wasm-fetch error that names its URL", async () => {
    const wasmUrl = new URL("missing.wasm", SQLITE_WASM_URL);
    const start = startRuntime({}, { wasmUrl });
    await expect(start).rejects.toMatchObject({ code: "wasm-fetch", cause: { code: "ENOENT" } });
    await expect(start).rejects.toThrow(wasmUrl.href);
  });
});
