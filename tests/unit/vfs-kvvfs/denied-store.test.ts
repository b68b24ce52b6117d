import { expect, it } from "vitest";
import { Database } from "../../../src/oo1/index.js";
import { Kvvfs, registerVfs } from "../../../src/vfs/kvvfs/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

it("a storage that the browser denies cannot be opened, and is not replaced by memory", async () => {
  const { capi } = await loadTestEngine();
  const kvvfs = new Kvvfs({
    pageStore() {
      throw new DOMException("no cookies here", "SecurityError");
    },
  });
  const registered = registerVfs(capi, { ...kvvfs.vfs, name: "denied" });
  expect(() => new Database(capi, { filename: "local", vfs: "denied" })).toThrow(
    expect.objectContaining({ code: "SQLITE_CANTOPEN" }),
  );
  expect(registered.takeLastError()).toMatchObject({ name: "StorageError", code: "unsupported" });
  const db = new Database(capi, { filename: "memory", vfs: "denied" });
  db.exec("create table t(a)");
  db.close();
});
