import { afterEach, describe, expect, it, vi } from "vitest";
import { LaneReceiver, LaneSize } from "../../../src/protocol/index.js";
import { LaneState } from "../../../src/protocol/lane/layout.js";
import { carry, createLaneEnds } from "../../support/protocol/lane-ends.js";

const { Idle, Watched, Full } = LaneState;

describe("a lane", () => {
  it("takes nothing unless it is watched", () => {
    const { sender, receiver, state } = createLaneEnds();
    expect(sender.send("too early", 0)).toBe(false);
    receiver.open();
    expect(sender.send("now", 0)).toBe(true);
    expect(state()).toBe(Full);
  });

  it("takes one message at a time, and is not watched when that is taken out", () => {
    const { sender, receiver, state } = createLaneEnds();
    receiver.open();
    expect(sender.send(1, 0)).toBe(true);
    expect(sender.send(2, 0)).toBe(false);
    receiver.open();
    expect(sender.send(3, 0)).toBe(false);
    expect(receiver.take()).toBe(1);
    expect(state()).toBe(Idle);
    expect(sender.send(4, 0)).toBe(false);
  });

  it("takes nothing while posted messages are on their way", () => {
    const { sender, receiver } = createLaneEnds();
    receiver.open();
    receiver.acknowledge(6);
    expect(sender.send("it would overtake", 7)).toBe(false);
    receiver.acknowledge(7);
    expect(sender.send("it comes after", 7)).toBe(true);
  });

  it("goes on counting after 2^31 - 1 posted messages", () => {
    const { sender, receiver } = createLaneEnds();
    receiver.open();
    receiver.acknowledge((0x7fffffff + 1) | 0);
    expect(sender.send("still", (0x7fffffff + 1) | 0)).toBe(true);
  });

  it("gives a message back to its sender when the receiver stops watching while it is written", () => {
    const ends = createLaneEnds();
    const { sender, receiver, state } = ends;
    const message = {
      early: 1,
      get late() {
        expect(receiver.close()).toBe(false);
        return 2;
      },
    };
    receiver.open();
    expect(sender.send(message, 0)).toBe(false);
    expect(state()).toBe(Idle);
    // Its keys are not known to the receiver, and so not to the sender.
    expect(carry(ends, { late: "a", early: "b" })?.got).toStrictEqual({ late: "a", early: "b" });
  });

  it("keeps a message for a receiver that stops watching just after it was sent", () => {
    const { sender, receiver, state } = createLaneEnds();
    receiver.open();
    sender.send("kept", 0);
    expect(receiver.close()).toBe(true);
    expect(state()).toBe(Full);
    expect(receiver.take()).toBe("kept");
  });

  it("is one of two that share nothing", () => {
    const memory = new SharedArrayBuffer(LaneSize.memory);
    const { sender, receiver } = createLaneEnds(memory);
    const answers = new LaneReceiver(memory, "answers");
    receiver.open();
    answers.open();
    sender.send("a request", 0);
    expect([receiver.isFull, answers.isFull]).toEqual([true, false]);
  });
});

describe("a receiver that waits without blocking", () => {
  it("hears of a message", async () => {
    const { sender, receiver } = createLaneEnds();
    receiver.open();
    const waiting = receiver.wait();
    sender.send("here", 0);
    await waiting;
    expect(receiver.take()).toBe("here");
  });

  it("hears at once of one that came before it waited", async () => {
    const { sender, receiver } = createLaneEnds();
    receiver.open();
    sender.send("here", 0);
    await receiver.wait();
    expect(receiver.take()).toBe("here");
  });

  it("waits no more when it closes the lane", async () => {
    const { receiver } = createLaneEnds();
    receiver.open();
    const waiting = [receiver.wait(), receiver.wait()];
    receiver.close();
    await Promise.all(waiting);
  });

  it("waits no more when the sender has posted something", async () => {
    const { sender, receiver, state } = createLaneEnds();
    receiver.open();
    const waiting = receiver.wait();
    sender.interrupt(1);
    await waiting;
    expect(state()).toBe(Idle);
  });
});

describe("a receiver that blocks", () => {
  it("does not, while messages are on their way that were posted", () => {
    const { sender, receiver, state } = createLaneEnds();
    sender.interrupt(1);
    const begin = performance.now();
    expect(receiver.block(0, 5_000)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(1_000);
    expect(state()).toBe(Idle);
  });

  it("leaves the lane unwatched when nothing has come in its time", () => {
    const { sender, receiver, state } = createLaneEnds();
    const begin = performance.now();
    expect(receiver.block(0, 10)).toBe(false);
    expect(performance.now() - begin).toBeGreaterThan(9);
    expect(state()).toBe(Idle);
    expect(sender.send("too late", 0)).toBe(false);
  });
});

describe("a receiver that looks again and again", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("leaves it out more and more often when it is in vain, and does it again when it helps", () => {
    const { sender, receiver } = createLaneEnds();
    receiver.open();
    const skippedAfterFailure = () => {
      expect(receiver.spin()).toBe(false);
      let skipped = 0;
      while (!receiver.isSpinWorthIt()) skipped++;
      return skipped;
    };
    expect([1, 2, 3, 4, 5].map(skippedAfterFailure)).toEqual([0, 1, 3, 7, 7]);
    for (let count = 0; count < 3; count++) {
      sender.send(count, 0);
      expect(receiver.spin()).toBe(true);
      receiver.take();
      receiver.open();
    }
    expect(skippedAfterFailure()).toBe(0);
  });

  it("does not where there is one processor, since the other thread needs it", () => {
    vi.stubGlobal("navigator", { hardwareConcurrency: 1 });
    const { receiver } = createLaneEnds();
    for (let count = 0; count < 100; count++) expect(receiver.isSpinWorthIt()).toBe(false);
  });

  it("ends also where the clock stands still", () => {
    const { receiver } = createLaneEnds();
    receiver.open();
    vi.stubGlobal("performance", { now: () => 100 });
    expect(receiver.spin()).toBe(false);
  });

  it("ends at once when the lane is not watched any more", () => {
    const { receiver, state } = createLaneEnds();
    expect(receiver.spin()).toBe(false);
    receiver.open();
    expect(state()).toBe(Watched);
  });
});
