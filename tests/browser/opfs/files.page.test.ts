import { afterEach, expect, it } from "vitest";
import { OpfsFiles } from "../../../src/vfs/opfs/index.js";
import { endPeers, Peer } from "../../support/opfs/peer.js";
import { describeOpfsFiles } from "./files-suite.js";
import { TestDatabases } from "./test-databases.js";

const connect = (path: string): Promise<Peer> => Peer.on(path);
const databases = new TestDatabases(connect);
const files = new OpfsFiles();

afterEach(endPeers);

describeOpfsFiles(connect);

it("a database is opened only once an import has ended", async () => {
  const bytes = await databases.make(1);
  const { promise: rest, resolve: goOn } = Promise.withResolvers<void>();
  const slow = async function* () {
    yield bytes.slice(0, 100);
    await rest;
    yield bytes.slice(100);
  };
  const imported = files.importDatabase("slow.db", slow());
  const peer = new Peer();
  await expect(peer.run("start", "/slow.db")).rejects.toMatchObject({ code: "SQLITE_BUSY" });
  const second = new Peer();
  const opened = second.run("start", "/slow.db");
  await new Promise((resolve) => setTimeout(resolve, 500));
  goOn();
  await imported;
  await opened;
  expect(await second.exec("select a from t")).toEqual([1]);
});

it("a database survives the death of the worker that imports another in its place", async () => {
  const bytes = await databases.make(1);
  await files.importDatabase("survivor.db", bytes);
  const worker = new Worker(new URL("./importing.worker.ts", import.meta.url), { type: "module" });
  await new Promise((resolve) => worker.addEventListener("message", resolve, { once: true }));
  await expect(files.exportDatabase("survivor.db")).rejects.toMatchObject({ code: "locked" });
  worker.terminate();
  let survivor: Uint8Array | undefined;
  while (survivor === undefined) survivor = await files.exportDatabase("survivor.db").catch(() => undefined);
  expect(survivor).toEqual(bytes);
  await files.importDatabase("survivor.db", await databases.make(2));
  expect(await databases.valuesIn("/survivor.db")).toEqual([2]);
});
