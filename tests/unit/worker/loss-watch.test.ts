import { expect, it } from "vitest";
import { StorageError } from "../../../src/base/index.js";
import { LossWatch } from "../../../src/worker/loss-watch.js";

const lost = new StorageError("lost", "gone");

it("throws from the look on that finds the storage gone", async () => {
  let isGone = false;
  const watch = new LossWatch(async () => {
    if (isGone) throw lost;
  });
  await watch.look();
  watch.requireNoLoss();
  isGone = true;
  watch.requireNoLoss();
  await watch.look();
  expect(() => watch.requireNoLoss()).toThrow(lost);
  isGone = false;
  await watch.look();
  expect(() => watch.requireNoLoss()).toThrow(lost);
});

it("takes no other failure for a loss", async () => {
  const watch = new LossWatch(() => Promise.reject(new StorageError("failed", "busy")));
  await watch.look();
  watch.requireNoLoss();
});

it("waits for a look only so long, looks once at a time, and learns what comes late", async () => {
  let looks = 0;
  let fail: (error: unknown) => void = () => {};
  const watch = new LossWatch(() => {
    looks++;
    return new Promise((_, reject) => {
      fail = reject;
    });
  });
  const start = performance.now();
  await watch.look();
  expect(performance.now() - start).toBeLessThan(5_000);
  await watch.look();
  expect(looks).toBe(1);
  watch.requireNoLoss();
  fail(lost);
  await Promise.resolve();
  expect(() => watch.requireNoLoss()).toThrow(lost);
});
