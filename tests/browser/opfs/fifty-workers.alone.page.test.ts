import { afterAll, expect, it } from "vitest";
import { endPeers, Peer } from "../../support/opfs/peer.js";

const WORKERS = 50;
const ROWS = 20;
/** Milliseconds: starting fifty engines and as many proxies takes a while on two cores. */
const PATIENCE = 200_000;
/** Milliseconds for a lock: all others have their turn before, and the machine may have other work. */
const BUSY_TIMEOUT = 60_000;

afterAll(endPeers, PATIENCE);

it(
  "loses no row of fifty workers that insert at once",
  async () => {
    const path = `/${crypto.randomUUID()}.db`;
    const peers = await Promise.all(Array.from({ length: WORKERS }, () => Peer.on(path)));
    await Promise.all(peers.map((peer) => peer.exec(`pragma busy_timeout = ${BUSY_TIMEOUT}`)));
    const [first] = peers as [Peer];
    await first.exec("create table t(worker, number, primary key(worker, number))");
    await Promise.all(peers.map((peer, index) => peer.run("insertRows", index, ROWS)));
    expect(await first.exec("select count(*) from t")).toEqual([WORKERS * ROWS]);
    expect(await first.exec("pragma integrity_check")).toEqual(["ok"]);
  },
  PATIENCE,
);
