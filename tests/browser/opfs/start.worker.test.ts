import { afterEach, expect, it } from "vitest";
import { Opfs, OpfsFiles, type OpfsOptions } from "../../../src/vfs/opfs/index.js";
import { type Fault, faultyProxyUrl } from "../../support/opfs/faulty-proxy.js";
import { column, startOnOpfs } from "../../support/opfs/open-opfs.js";
import { askForProxy } from "../../support/opfs/sibling-proxy.js";

/** Where workers may start none; the client's tests show there what becomes of a proxy that is not there. */
const isFirefox = navigator.userAgent.includes("Firefox");

const running: Opfs[] = [];
afterEach(() => {
  for (const opfs of running.splice(0)) opfs.close();
});

async function start(options?: OpfsOptions) {
  const fixture = await startOnOpfs(options);
  running.push(fixture.opfs);
  return fixture;
}

/** Names of everything in the root. */
async function namesInRoot(): Promise<string[]> {
  const { dirs, files } = await new OpfsFiles().tree();
  return [...dirs.map(({ name }) => name), ...files];
}

it("storage that does all it should passes its check, and no file is left behind", async () => {
  const before = await namesInRoot();
  const messages: string[] = [];
  const { opfs, open } = await start({ sanityCheck: true, log: (message) => messages.push(message) });
  expect(messages).toEqual(["the storage proxy is ready", "the storage has passed its check"]);
  expect(Object.keys(opfs.metrics).sort()).toEqual(
    ["CLOSE", "DELETE", "ECHO", "EXISTS", "FLUSH", "OPEN", "READ", "SIZE", "TRUNCATE", "WRITE"].sort(),
  );
  expect(await namesInRoot()).toEqual(before);
  const db = open("/checked.db");
  db.exec("create table t(a)");
  db.close();
});

it.each<[Fault, string, RegExp]>([
  ["closed-handles", "size of a new file", /"size of a new file": .*its handle was closed/],
  ["wrong-bytes", "read", /"read": 83,81,76,105,116,101,0,0 instead of 83,81,76,105,116,101,0,255/],
  ["no-truncate", "size after truncate", /"size after truncate": 100008 instead of 100003/],
])("storage with %s does not pass at the step %s, and no file is left behind", async (fault, _, message) => {
  const before = await namesInRoot();
  const start = Opfs.create({ sanityCheck: true, proxyPort: askForProxy(faultyProxyUrl({ fault })) });
  await expect(start).rejects.toMatchObject({ name: "StorageError", code: "failed" });
  await expect(start).rejects.toThrow(message);
  expect(await namesInRoot()).toEqual(before);
});

it.skipIf(isFirefox)("a proxy that is not there is said at once", async () => {
  await expect(Opfs.create({ proxyUrl: "/no/such/proxy.js" })).rejects.toMatchObject({
    code: "failed",
    message: expect.stringContaining("the start of the storage proxy failed"),
  });
});

it("a proxy that is disabled is said at once", async () => {
  await expect(Opfs.create({ disable: true })).rejects.toMatchObject({ code: "unsupported" });
});

it("metrics say how often each operation was run, how long it took and how long it was waited for", async () => {
  const { opfs, open } = await start({ cacheSize: 65_536 });
  opfs.resetMetrics();
  expect(opfs.metrics).toEqual({});
  const db = open("/metrics.db");
  db.exec("create table t(a); insert into t values (zeroblob(1000000))");
  expect(column(db, "select length(a) from t")).toEqual([1_000_000]);
  const { OPEN, WRITE, FLUSH, LOCK } = opfs.metrics;
  expect(OPEN?.count).toBe(2);
  expect(WRITE?.count).toBeGreaterThan(1);
  for (const figures of [OPEN, WRITE, FLUSH, LOCK]) {
    expect(figures?.time).toBeGreaterThan(0);
    // Firefox's clock moves in steps of 20 microseconds, each side of the two by itself.
    expect(figures?.wait).toBeGreaterThanOrEqual((figures?.time ?? 0) - 0.1 * (figures?.count ?? 0));
  }
  opfs.resetMetrics();
  expect(opfs.metrics).toEqual({});
  db.close();
});

it("reads and writes that are longer than what is shared with the proxy take several turns", async () => {
  const big = await start({ ioSize: 8 * 1_048_576 });
  const small = await start({ name: "opfs-small", ioSize: 65_536 });
  const writes: number[] = [];
  for (const { open, opfs } of [small, big]) {
    opfs.resetMetrics();
    const db = open("/window.db");
    db.exec("create table if not exists t(a)");
    db.exec("insert into t values (cast(replace(hex(zeroblob(500000)), '0', 'b') as blob))");
    expect(column(db, "select distinct length(a) || replace(cast(a as text), 'b', '') from t")).toEqual([
      "1000000",
    ]);
    expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
    writes.push(opfs.metrics.WRITE?.count ?? 0);
    db.close();
  }
  // A million bytes, in pieces of 64 KiB.
  expect(writes[0]).toBeGreaterThan(15);
  expect(writes[1]).toBeLessThan(15);
});
