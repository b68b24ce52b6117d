import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ClientLine } from "../../../src/client/client-line.js";
import { LaneSender, LaneSize, SharedWord } from "../../../src/protocol/index.js";
import { BlockingReceiver } from "../../../src/worker/blocking-receiver.js";
import { LaneState, LaneWord } from "../../../src/protocol/lane/layout.js";

const tasks = () => new Promise((resolve) => setTimeout(resolve, 5));
const LARGE = new Uint8Array(100_000);

/** Spares the comparison of many bytes. */
const brief = (message: unknown) => (message instanceof Uint8Array ? "large" : message);

/** Makes this thread be both ends, so that a test decides when the worker does what. */
function connect() {
  const { port1, port2 } = new MessageChannel();
  const memory = new SharedArrayBuffer(LaneSize.memory);
  const words = new Int32Array(memory);
  const [requests, answers] = [new BlockingReceiver(memory, "requests"), new LaneSender(memory, "answers")];
  const received: unknown[] = [];
  const asked: unknown[] = [];
  let posted = 0;
  port2.addEventListener("message", ({ data }) => {
    asked.push(brief(data));
    requests.acknowledge(asked.length);
  });
  port2.start();
  const client = { isExpecting: false };
  const line = new ClientLine(
    port1 as never,
    (message) => received.push(brief(message)),
    () => client.isExpecting,
  );
  return {
    /** Whether the client has requests that are not answered. */
    set isExpecting(isExpecting: boolean) {
      client.isExpecting = isExpecting;
    },
    memory,
    received,
    /** What the worker has got as messages. */
    asked,
    /** The worker's end of the lane to it. */
    requests,
    /** Sends as the worker's end of the line does. @returns whether it went through shared memory */
    answer(message: unknown): boolean {
      if (answers.send(message, posted)) return true;
      posted++;
      port2.postMessage(message);
      return false;
    },
    state: () => words[SharedWord.answers + LaneWord.state],
    /** How many wait for an answer; none does afterwards. */
    countWaiting: () => Atomics.notify(words, SharedWord.answers + LaneWord.state),
    line,
    close: () => port1.close(),
  };
}

let end: ReturnType<typeof connect>;
beforeEach(() => {
  end = connect();
});
afterEach(() => end.close());

describe("the client's end of the line", () => {
  beforeEach(() => end.line.share(end.memory));

  it("takes an answer out of the memory in the task in which it asks, and one that comes later as an event", async () => {
    end.isExpecting = true;
    end.requests.open();
    expect(end.line.send("first")).toBe(true);
    expect(end.answer("quick")).toBe(true);
    await Promise.resolve();
    expect(end.received).toEqual(["quick"]);
    expect(end.requests.take()).toBe("first");
    await tasks();
    expect(end.answer("slow")).toBe(true);
    await tasks();
    expect(end.received).toEqual(["quick", "slow"]);
  });

  it("hands what lies in the memory over before what was posted after it", async () => {
    end.isExpecting = true;
    end.line.send("a");
    expect(end.answer(1)).toBe(true);
    expect(end.answer(LARGE)).toBe(false);
    expect(end.answer(3)).toBe(false);
    await tasks();
    expect(end.received).toEqual([1, "large", 3]);
    expect(end.answer(4)).toBe(true);
    await tasks();
    expect(end.received).toEqual([1, "large", 3, 4]);
  });

  it("goes on through the memory after an answer that was posted while it waited there", async () => {
    end.isExpecting = true;
    end.line.send("a");
    end.answer(LARGE);
    await tasks();
    expect(end.answer("small")).toBe(true);
    await tasks();
    expect(end.received).toEqual(["large", "small"]);
  });

  it("hears what comes unasked after a message that could not be sent", async () => {
    expect(() => end.line.send({ call: () => 1 })).toThrow("could not be cloned");
    end.answer("a change");
    await tasks();
    expect(end.received).toEqual(["a change"]);
  });

  it("hears what comes unasked after it was woken for an answer that it had taken before", async () => {
    end.isExpecting = true;
    end.line.send("posted, and waited for");
    await tasks();
    end.requests.open();
    expect(end.line.send("in the lane")).toBe(true);
    end.answer("wakes, but is taken at once");
    await Promise.resolve();
    expect(end.received).toHaveLength(1);
    end.requests.take();
    // It opens the lane, and does not wait anew since it does already.
    end.line.send("posted");
    end.isExpecting = false;
    await tasks();
    end.answer("a change");
    await tasks();
    expect(end.received.at(-1)).toBe("a change");
  });

  it("gives the page its turn after some milliseconds, also when an answer comes before it could wait", async () => {
    end.requests.open();
    expect(end.line.send("first")).toBe(true);
    end.answer(1);
    await Promise.resolve();
    end.isExpecting = true;
    for (const begin = performance.now(); performance.now() - begin < 5; );
    end.requests.take();
    const answerWithin = {
      get number() {
        return end.answer(2) ? 2 : 0;
      },
    };
    expect(end.line.send(answerWithin)).toBe(false);
    for (let step = 0; step < 10; step++) await Promise.resolve();
    expect(end.received).toEqual([1, 2]);
    end.requests.acknowledge(1);
    end.requests.open();
    expect(end.line.send("third")).toBe(true);
    expect(end.answer(3)).toBe(true);
    for (let step = 0; step < 10; step++) await Promise.resolve();
    expect(end.received).toEqual([1, 2]);
    await tasks();
    expect(end.received).toEqual([1, 2, 3]);
  });

  it("is not woken for nothing when all is answered", async () => {
    end.requests.open();
    end.isExpecting = true;
    end.line.send("a");
    end.answer("b");
    end.isExpecting = false;
    await tasks();
    expect(end.state()).toBe(LaneState.Idle);
    expect(end.countWaiting()).toBe(0);
  });

  it("waits for nothing any more when it has been stopped, though answers are missing", async () => {
    end.isExpecting = true;
    end.line.send("never answered");
    end.line.stop();
    await tasks();
    expect(end.countWaiting()).toBe(0);
    expect(end.answer("nobody looks there")).toBe(false);
  });

  it("posts what is sent after its stop", async () => {
    end.line.stop();
    end.requests.open();
    expect(end.line.send("late")).toBe(false);
    await tasks();
    expect(end.asked).toEqual(["late"]);
    expect(end.countWaiting()).toBe(0);
  });

  it("tells a worker that is blocked of what it has posted", async () => {
    end.requests.open();
    expect(end.line.send(LARGE)).toBe(false);
    // It would have been blocked for as long.
    const begin = performance.now();
    expect(end.requests.block(0, 5_000)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(1_000);
    await tasks();
    expect(end.asked).toEqual(["large"]);
    end.requests.open();
    expect(end.line.send("through the memory again")).toBe(true);
  });
});

describe("without memory", () => {
  it("every message is posted", async () => {
    end.requests.open();
    expect(end.line.send(1)).toBe(false);
    expect(end.answer(2)).toBe(false);
    await tasks();
    expect([end.asked, end.received]).toEqual([[1], [2]]);
  });

  it("so it is where the browser cannot wait for memory without blocking", async () => {
    const { waitAsync } = Atomics;
    try {
      Reflect.deleteProperty(Atomics, "waitAsync");
      end.line.share(end.memory);
    } finally {
      Atomics.waitAsync = waitAsync;
    }
    end.requests.open();
    expect(end.line.send(1)).toBe(false);
    expect(end.answer(2)).toBe(false);
    await tasks();
    expect([end.asked, end.received]).toEqual([[1], [2]]);
  });
});
