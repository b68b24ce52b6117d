import fc from "fast-check";
import { expect, it } from "vitest";
import { FileHold, Hold } from "../../../src/vfs/opfs/layout/index.js";

const STEPS = ["take", "keep", "giveUp"] as const;

/** What each step makes of each state, and whether it says that it did. */
const TABLE: Readonly<Record<Hold, Readonly<Record<(typeof STEPS)[number], Hold>>>> = {
  [Hold.NONE]: { take: Hold.NONE, keep: Hold.NONE, giveUp: Hold.NONE },
  [Hold.KEPT_SHARED]: { take: Hold.USED_SHARED, keep: Hold.KEPT_SHARED, giveUp: Hold.NONE },
  [Hold.KEPT_EXCLUSIVE]: { take: Hold.USED_EXCLUSIVE, keep: Hold.KEPT_EXCLUSIVE, giveUp: Hold.NONE },
  [Hold.USED_SHARED]: { take: Hold.USED_SHARED, keep: Hold.KEPT_SHARED, giveUp: Hold.USED_SHARED },
  [Hold.USED_EXCLUSIVE]: {
    take: Hold.USED_EXCLUSIVE,
    keep: Hold.KEPT_EXCLUSIVE,
    giveUp: Hold.USED_EXCLUSIVE,
  },
};

it("a hold goes from state to state as the table says, whichever side does it, and files do not mix", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(Hold)),
      fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.boolean())),
      (start, steps) => {
        const words = new Int32Array(new SharedArrayBuffer(4096));
        const sides = [new FileHold(words, 3), new FileHold(words, 3)] as const;
        const neighbour = new FileHold(words, 4);
        let expected: Hold = start;
        sides[0].set(start, false);
        for (const [step, isProxy] of steps) {
          const next = TABLE[expected][step];
          const answer = sides[isProxy ? 1 : 0][step]();
          if (step !== "keep") expect(answer).toBe(next !== expected);
          expected = next;
          expect(sides[0].state).toBe(expected);
        }
        expect(sides[1].isExclusive).toBe(expected === Hold.USED_EXCLUSIVE);
        expect([neighbour.state, neighbour.isAsked]).toEqual([Hold.NONE, false]);
      },
    ),
  );
});

it("who asks during use is seen by the user afterwards, until the next lock", () => {
  const words = new Int32Array(new SharedArrayBuffer(4096));
  const [sqlite, proxy] = [new FileHold(words, 0), new FileHold(words, 0)];
  proxy.set(Hold.USED_SHARED, false);
  proxy.ask();
  expect([proxy.giveUp(), sqlite.isAsked]).toEqual([false, true]);
  sqlite.keep();
  expect([sqlite.giveUp(), proxy.giveUp()]).toEqual([true, false]);
  proxy.set(Hold.USED_SHARED, false);
  expect(sqlite.isAsked).toBe(false);
});
