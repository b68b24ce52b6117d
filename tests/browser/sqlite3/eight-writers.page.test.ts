import { afterAll, expect, it } from "vitest";
import { endPeers, Peer } from "../../support/opfs/peer.js";
import { isProxyRequest, serveProxies } from "../../support/opfs/sibling-proxy.js";
import type { WriterAnswer, WriterOrder } from "./writer.worker.js";

const WRITERS = 8;
const ROWS = 50;
/** Milliseconds: OpfsWlDb waits ten seconds for a lock, and the machine may have other work. */
const PATIENCE = 60_000;

const workers: Worker[] = [];

afterAll(async () => {
  for (const worker of workers) worker.terminate();
  await endPeers();
}, PATIENCE);

/** Starts a worker with its proxy. @returns what gives it an order, and fulfils with its answer */
async function startWriter(): Promise<(order: WriterOrder) => Promise<WriterAnswer>> {
  const worker = new Worker("/bundle/tests/browser/sqlite3/writer.worker.ts", { type: "module" });
  workers.push(worker);
  serveProxies(worker);
  const answer = () =>
    new Promise<WriterAnswer>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<WriterAnswer>) => {
        if (!isProxyRequest(data)) resolve(data);
      };
    });
  expect(await answer()).toEqual({ ready: true });
  return (order) => {
    worker.postMessage(order);
    return answer();
  };
}

it(
  "loses no row of eight OpfsWlDb that write at once, and starves none",
  async () => {
    const path = `/${crypto.randomUUID()}.db`;
    const peer = await Peer.on(path);
    await peer.exec("create table t(writer, row, primary key(writer, row))");
    const writers = await Promise.all(Array.from({ length: WRITERS }, startWriter));
    const answers = await Promise.all(writers.map((write, writer) => write({ path, writer, rows: ROWS })));
    for (const answer of answers) {
      // Each waits for a transaction of each of the others: none for more than half of what busy_timeout allows.
      expect(answer).toEqual({ slowest: expect.toSatisfy((slowest: number) => slowest < 5_000) });
    }
    expect(await peer.exec("select count(*) from t")).toEqual([WRITERS * ROWS]);
    expect(await peer.exec("pragma integrity_check")).toEqual(["ok"]);
  },
  PATIENCE,
);
