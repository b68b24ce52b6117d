import { expect, it } from "vitest";
import type { Sqlite3 } from "../../../src/sqlite3/index.js";

/** The namespace as it is published: its parts and the proxy find each other by their URLs. */
async function startBuilt(): Promise<Sqlite3> {
  const url = "/dist/sqlite3/index.js";
  const { default: sqlite3InitModule } = await import(/* @vite-ignore */ url);
  return sqlite3InitModule();
}

// The proxy is a worker started by a worker, at which Firefox (seen in 153) hangs now and then.
const isFirefox = navigator.userAgent.includes("Firefox");

it.skipIf(isFirefox)("finds its wasm, the pool and the proxy", async () => {
  const sqlite3 = await startBuilt();
  const pool = await sqlite3.installOpfsSAHPoolVfs({ name: `pool-${crypto.randomUUID()}` });
  const { OpfsDb } = sqlite3.oo1;
  if (OpfsDb === undefined) throw new Error("the VFS opfs did not start");
  for (const db of [new pool.OpfsSAHPoolDb("/a.db"), new OpfsDb(`/${crypto.randomUUID()}.db`)]) {
    expect(db.exec("create table t(a); insert into t values (42)").selectValue("select a from t")).toBe(42);
    db.close();
  }
  await pool.removeVfs();
});
