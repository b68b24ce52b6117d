import { afterEach, expect, it } from "vitest";
import type { LockLevel } from "../../../src/vfs/index.js";
import { endPeers, Peer } from "../../support/opfs/peer.js";

/** Firefox has one handle per file, so that readers take turns. */
const READERS_SHARE = await askPeer();
const OPTIONS = { lockTimeout: 400 };

async function askPeer(): Promise<boolean> {
  const peer = new Peer();
  const answer = await peer.run("canShareHandles");
  await peer.end();
  return answer;
}

afterEach(endPeers);

async function twoPeers(): Promise<[Peer, Peer]> {
  const path = `/${crypto.randomUUID()}`;
  const pair: [Peer, Peer] = [new Peer(), new Peer()];
  for (const peer of pair) await peer.run("openRaw", path, OPTIONS);
  return pair;
}

/** What a second connection reaches beside the first: SHARED, RESERVED and EXCLUSIVE asked for. */
const TABLE: readonly (readonly [held: LockLevel, reached: readonly LockLevel[]])[] = READERS_SHARE
  ? [
      [0, [1, 2, 4]],
      [1, [1, 2, 2]],
      [2, [1, 1, 1]],
      [4, [0, 0, 0]],
    ]
  : [
      [0, [1, 2, 4]],
      [1, [0, 0, 0]],
      [2, [0, 0, 0]],
      [4, [0, 0, 0]],
    ];

it.each(TABLE)(
  "beside a connection at level %i, another reaches what SQLite allows",
  async (held, reached) => {
    const [first, second] = await twoPeers();
    expect(await first.run("raise", held)).toBe(held);
    const levels: LockLevel[] = [];
    for (const level of [1, 2, 4] as const) {
      levels.push(await second.run("raise", level));
      await second.run("unlock", 0);
    }
    expect(levels).toEqual(reached);
    await first.run("unlock", 0);
    expect(await second.run("raise", 4)).toBe(4);
  },
);

it("a lock that was kept is given up when another worker asks, and taken back without a round trip", async () => {
  const [first, second] = await twoPeers();
  await first.run("raise", 4);
  await first.run("unlock", 0);
  const before = await first.run("metrics");
  await first.run("raise", 4);
  await first.run("unlock", 0);
  expect(await first.run("metrics")).toEqual(before);
  expect(await second.run("raise", 4)).toBe(4);
  expect(await first.run("raise", 1)).toBe(0);
  await second.run("unlock", 0);
  expect(await first.run("raise", 4)).toBe(4);
});

it("a holder that is asked during its transaction gives up right after it", async () => {
  const [first, second] = await twoPeers();
  await first.run("raise", 4);
  const waiting = second.run("raise", 4);
  await first.run("unlock", 0);
  expect(await waiting).toBe(4);
});

it.runIf(READERS_SHARE)("RESERVED shows to readers, a kept or queued place does not", async () => {
  const [writer, reader] = await twoPeers();
  await writer.run("raise", 2);
  await reader.run("raise", 1);
  expect(await reader.run("checkReserved")).toBe(true);
  await writer.run("unlock", 1);
  expect(await reader.run("checkReserved")).toBe(false);
});

it("a worker that dies gives up its locks", async () => {
  const [first, second] = await twoPeers();
  await first.run("raise", 4);
  first.terminate();
  await expect(second.run("raise", 4)).resolves.toBe(4);
});
