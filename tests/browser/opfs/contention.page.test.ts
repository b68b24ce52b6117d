import { afterEach, expect, it } from "vitest";
import { endPeers, Peer } from "../../support/opfs/peer.js";

afterEach(endPeers);

function startPeers(count: number, path: string): Promise<Peer[]> {
  return Promise.all(Array.from({ length: count }, () => Peer.on(path)));
}

it("never shows half a transaction to a reader", async () => {
  const path = `/${crypto.randomUUID()}.db`;
  const [writer, reader, other] = (await startPeers(3, path)) as [Peer, Peer, Peer];
  await writer.exec(
    "create table account(id integer primary key, amount); insert into account values (1, 100), (2, 0)",
  );
  const [moves, sums, otherSums] = await Promise.all([
    writer.run("moveAmounts", 2_000),
    reader.run("sumAmounts", 2_000),
    other.run("sumAmounts", 2_000),
  ]);
  expect(moves).toBeGreaterThan(10);
  expect([...sums, ...otherSums]).toEqual([100, 100]);
  expect(await reader.exec("select 100 - amount from account where id = 1")).toEqual([moves]);
});

it("rolls back what a terminated worker has left unfinished", async () => {
  const path = `/${crypto.randomUUID()}.db`;
  const [victim] = (await startPeers(1, path)) as [Peer];
  await victim.exec(`pragma cache_size = 5; create table t(id integer primary key, text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
    insert into t(text) select 'before' || hex(zeroblob(500)) from n`);
  await victim.exec(
    "begin; update t set text = 'after' || hex(zeroblob(500)); delete from t where id % 3 = 0",
  );
  victim.terminate();
  const [heir] = (await startPeers(1, path)) as [Peer];
  expect(await heir.run("exists", `${path}-journal`)).toBe(true);
  expect(await heir.exec("select count(*) from t where text like 'before%'")).toEqual([2000]);
  expect(await heir.exec("pragma integrity_check")).toEqual(["ok"]);
  expect(await heir.run("exists", `${path}-journal`)).toBe(false);
});
