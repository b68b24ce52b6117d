import { afterEach, expect, it } from "vitest";
import { StorageError } from "../../../src/base/index.js";
import type { Opfs } from "../../../src/vfs/opfs/index.js";
import { causeFault, faultyProxyUrl } from "../../support/opfs/faulty-proxy.js";
import { column, startOnOpfs } from "../../support/opfs/open-opfs.js";
import { askForProxy } from "../../support/opfs/sibling-proxy.js";

const running: Opfs[] = [];
afterEach(() => {
  for (const opfs of running.splice(0)) opfs.close();
});

/** Starts on a proxy that fails when it is told to on the channel. */
async function startOn(channel: string) {
  const fixture = await startOnOpfs({}, faultyProxyUrl({ channel }));
  running.push(fixture.opfs);
  return fixture;
}

/** Runs something that fails. @returns the error, and the milliseconds that it took */
function failure(run: () => unknown): { code: unknown; time: number } {
  const start = performance.now();
  try {
    run();
  } catch (error) {
    return { code: (error as { code: unknown }).code, time: performance.now() - start };
  }
  throw new Error("this should have failed");
}

const LOST = { name: "StorageError", code: "lost" };

it("a proxy that dies in silence: a commit fails within seconds, all later calls at once, and closing works", async () => {
  const { opfs, vfs, open } = await startOn("silent");
  const db = open("/silent.db");
  db.exec("create table t(a); insert into t values (1)");
  await causeFault("silent", "die");
  const first = failure(() => db.exec("insert into t values (2)"));
  expect(first.code).toMatch(/^SQLITE_IOERR/);
  expect(first.time).toBeGreaterThan(2_000);
  expect(first.time).toBeLessThan(8_000);
  expect(vfs.takeLastError()).toMatchObject(LOST);
  expect(opfs.isLost).toBe(true);
  // Also what could be answered from memory: other threads may have written since.
  const second = failure(() => db.exec("select * from t"));
  expect(second.code).toMatch(/^SQLITE_IOERR/);
  const third = failure(() => open("/other.db"));
  expect(third.code).toBe("SQLITE_CANTOPEN");
  expect(vfs.takeLastError()).toMatchObject(LOST);
  db.close();
  expect(second.time + third.time).toBeLessThan(500);
  expect(vfs.openFileCount).toBe(0);
});

it("after a restart databases open again with all acknowledged commits, and lost connections stay lost", async () => {
  const { opfs, open } = await startOn("again");
  const lost = open("/again.db");
  lost.exec("create table t(a); insert into t values (1)");
  lost.exec("begin; insert into t values (2)");
  await opfs.restart();
  expect(column(lost, "select count(*) from t")).toEqual([2]);
  await causeFault("again", "die");
  expect(failure(() => lost.exec("commit")).code).toMatch(/^SQLITE_IOERR/);
  await Promise.all([opfs.restart(askForProxy()), opfs.restart()]);
  expect(opfs.isLost).toBe(false);
  const db = open("/again.db");
  expect(column(db, "select a from t")).toEqual([1]);
  expect(failure(() => lost.exec("insert into t values (3)")).code).toMatch(/^SQLITE_IOERR/);
  db.exec("insert into t values (4)");
  lost.close();
  db.exec("insert into t values (5)");
  expect(column(db, "select a from t")).toEqual([1, 4, 5]);
  expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
  db.close();
});

// Only who starts the proxy hears of its error, and in Firefox workers may start none.
const isFirefox = navigator.userAgent.includes("Firefox");

it.skipIf(isFirefox)(
  "a proxy that ends by an error of its own is known to be dead without waiting",
  async () => {
    const proxyUrl = faultyProxyUrl({ channel: "error" });
    const { opfs, vfs, open } = await startOnOpfs({ proxyUrl });
    running.push(opfs);
    const db = open("/error.db");
    db.exec("create table t(a)");
    await causeFault("error", "throw");
    expect(opfs.isLost).toBe(true);
    const { code, time } = failure(() => db.exec("insert into t values (1)"));
    expect(code).toMatch(/^SQLITE_IOERR/);
    expect(time).toBeLessThan(500);
    expect(vfs.takeLastError()).toMatchObject({
      ...LOST,
      message: expect.stringContaining("nobody catches this"),
    });
    db.close();
  },
);

it("nothing can be done after the storage was closed, and it says so", async () => {
  const { opfs, vfs, open } = await startOn("closed");
  opfs.close();
  expect(failure(() => open("/closed.db"))).toMatchObject({ code: "SQLITE_CANTOPEN" });
  expect(vfs.takeLastError()).toMatchObject({ ...LOST, message: expect.stringContaining("closed") });
  await expect(opfs.restart()).rejects.toBeInstanceOf(StorageError);
});
