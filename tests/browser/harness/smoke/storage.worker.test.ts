import { afterEach, beforeEach, describe, expect, it } from "vitest";

describe("a sync access handle in the test worker", () => {
  let root: FileSystemDirectoryHandle;
  let handle: FileSystemSyncAccessHandle;

  beforeEach(async () => {
    root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle("file", { create: true });
    handle = await file.createSyncAccessHandle();
  });
  afterEach(async () => {
    handle.close();
    await root.removeEntry("file");
  });

  it("reads what it wrote", () => {
    handle.write(Uint8Array.of(1, 2, 3), { at: 4 });
    handle.flush();
    const bytes = new Uint8Array(16);
    expect(handle.read(bytes, { at: 0 })).toBe(7);
    expect(bytes.subarray(0, 7)).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 2, 3));
  });

  it("is the only one on its file", async () => {
    const file = await root.getFileHandle("file");
    await expect(file.createSyncAccessHandle()).rejects.toThrow(DOMException);
  });
});

it("runs in a cross-origin isolated worker", () => {
  expect(crossOriginIsolated).toBe(true);
  expect(self.constructor.name).toBe("DedicatedWorkerGlobalScope");
});

it("serves the engine where the rooms in src/ look for it", async () => {
  const response = await fetch(new URL("/src/sqlite3.wasm", self.location.href));
  expect(response.headers.get("Content-Type")).toBe("application/wasm");
  const module = await WebAssembly.compileStreaming(response);
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toContain("sqlite3_open_v2");
});
