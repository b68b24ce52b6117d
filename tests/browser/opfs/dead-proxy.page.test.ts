import { afterEach, expect, it } from "vitest";
import { LockLevel } from "../../../src/vfs/index.js";
import { causeFault, faultyProxyUrl } from "../../support/opfs/faulty-proxy.js";
import { endPeers, Peer } from "../../support/opfs/peer.js";

afterEach(endPeers);

/** A worker that holds a database alone, and one that has it open and does not wait by itself. */
async function holderAndWaiter(channel: string, timeout: number, lockTimeout: number): Promise<[Peer, Peer]> {
  const path = `/${channel}.db`;
  const [holder, waiter] = [new Peer(), new Peer()];
  await holder.run("openRaw", path);
  expect(await holder.run("raise", LockLevel.EXCLUSIVE)).toBe(LockLevel.EXCLUSIVE);
  await waiter.run("start", path, { timeout, lockTimeout }, faultyProxyUrl({ channel }));
  await waiter.exec("pragma busy_timeout = 0");
  return [holder, waiter];
}

/** Reads the database, which fails. @returns the code, and the milliseconds that it took */
async function failingRead(peer: Peer): Promise<{ code: unknown; time: number }> {
  const start = performance.now();
  const { code } = await peer.exec("select * from sqlite_schema").then(
    () => ({ code: "SQLITE_OK" }),
    (error: { code: string }) => error,
  );
  return { code, time: performance.now() - start };
}

it("a proxy that dies in the middle of an operation is given up after the timeout", async () => {
  const [, waiter] = await holderAndWaiter("middle", 1_500, 30_000);
  const failure = failingRead(waiter);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await causeFault("middle", "die");
  const { code, time } = await failure;
  expect(code).toMatch(/^SQLITE_IOERR/);
  expect(time).toBeGreaterThan(2_500);
  expect(time).toBeLessThan(8_000);
  expect(await waiter.run("isLost")).toBe(true);
});

it("a proxy that waits for others, for longer than the timeout, is not taken for dead", async () => {
  const [holder, waiter] = await holderAndWaiter("slow", 1_000, 4_000);
  const { code, time } = await failingRead(waiter);
  expect(code).toBe("SQLITE_BUSY");
  expect(time).toBeGreaterThan(3_500);
  expect(await waiter.run("isLost")).toBe(false);
  await holder.run("unlock", LockLevel.NONE);
  expect(await waiter.exec("create table t(a); select name from sqlite_schema")).toEqual(["t"]);
});
