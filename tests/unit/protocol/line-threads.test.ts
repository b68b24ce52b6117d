import { describe, expect, it } from "vitest";
import { SharedWord } from "../../../src/protocol/index.js";
import { LaneWord } from "../../../src/protocol/lane/layout.js";
import { LineTalk } from "../../support/protocol/line-talk.js";
import { Dice } from "../../support/protocol/seeded-messages.js";

const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** Keeps this thread from hearing of anything. */
function compute(time: number): void {
  const end = performance.now() + time;
  while (performance.now() < end);
}

/** Talks as applications do: calls awaited one by one, many at once, work in between, and pauses. */
async function talk(line: LineTalk, dice: Dice): Promise<void> {
  switch (dice.roll(12)) {
    case 0:
      await Promise.all(Array.from({ length: dice.roll(30) }, () => line.ask()));
      return;
    case 1:
      line.note();
      return;
    case 2:
      compute(dice.roll(20) / 10);
      return;
    case 3:
      await sleep(dice.roll(3));
      return;
    case 4: {
      const answer = line.ask();
      if (dice.roll(2) === 0) line.note();
      compute(dice.roll(5) / 10);
      await Promise.all([line.ask(), answer]);
      return;
    }
    default:
      for (let count = dice.roll(40); count > 0; count--) await line.ask();
  }
}

describe("a line between two threads", () => {
  it.each([
    [1, 0],
    [2, 0],
    // The next counts are negative ones.
    [3, 2 ** 31 - 50],
  ])(
    "loses nothing, doubles nothing and keeps the order of what both ends send (seed %i, after %i)",
    async (seed, counted) => {
      const line = new LineTalk(seed, counted);
      const dice = new Dice(seed);
      while (line.sent < 1_000) await talk(line, dice);
      const report = await line.report();
      expect([...line.faults, ...report.faults]).toEqual([]);
      expect(report.received).toBe(line.sent);
      // Both ways were used, in both directions.
      for (const [all, inMemory] of [
        [line.sent, line.inMemory],
        [line.received, report.inMemory],
      ] as const) {
        expect(inMemory).toBeGreaterThan(all / 10);
        expect(all - inMemory).toBeGreaterThan(all / 10);
      }
      await line.end();
    },
  );

  it("leaves nobody waiting when the other thread is terminated in the middle", async () => {
    const line = new LineTalk(9);
    const words = new Int32Array(line.memory);
    for (let count = 0; count < 50; count++) await line.ask();
    for (let count = 0; count < 50; count++) void line.ask();
    await line.end();
    await sleep(5);
    expect(Atomics.notify(words, SharedWord.answers + LaneWord.state)).toBe(0);
  });
});
