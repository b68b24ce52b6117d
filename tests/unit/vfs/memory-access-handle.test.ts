import { expect, it } from "vitest";
import { ACCESS_HANDLE_CASES } from "../../support/vfs/access-handle-cases.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";

it.each(ACCESS_HANDLE_CASES)("in memory as in a browser, $name", async ({ run }) => {
  await run(new MemoryStorage().root);
});

it("refuses to grow beyond the quota, and stays as it was", async () => {
  const storage = new MemoryStorage();
  storage.quota = 10;
  const handle = await (await storage.root.getFileHandle("a", { create: true })).createSyncAccessHandle();
  handle.write(new Uint8Array(8), { at: 0 });
  const grow = () => handle.write(new Uint8Array(8), { at: 4 });
  expect(grow).toThrow(expect.objectContaining({ name: "QuotaExceededError" }));
  expect(handle.getSize()).toBe(8);
  handle.write(new Uint8Array(8), { at: 2 });
  expect(handle.getSize()).toBe(10);
});
