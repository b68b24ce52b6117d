import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Endpoint, LaneReceiver, LaneSender, LaneSize } from "../../../src/protocol/index.js";
import { serve } from "../../../src/worker/serve.js";
import type { WorkerHost } from "../../../src/worker/worker-host.js";
import { MEMORY, type RawWorker, startRawWorker } from "../../support/client/raw-worker.js";

const sql = (id: number, text: string, type = "query") => ({
  id,
  type,
  payload: { sql: text, parameters: [], depth: 0 },
});

describe("the router", () => {
  let worker: RawWorker;
  beforeAll(async () => {
    worker = await startRawWorker();
  });
  afterAll(() => worker.close());

  it.each([
    ["nothing", null, -1, "a request must be an object"],
    ["a text", "query", -1, "a request must be an object"],
    ["an array", [], -1, "a request must have a whole number as its id"],
    ["no id", { type: "exec", payload: {} }, -1, "a request must have a whole number as its id"],
    ["no action", { id: 7 }, 7, "unknown action: undefined"],
    ["an unknown action", { id: 7, type: "explode", payload: {} }, 7, "unknown action: explode"],
    ["the name of an inherited property", { id: 7, type: "toString" }, 7, "unknown action: toString"],
    ["no payload", { id: 7, type: "exec" }, 7, "the payload of the action exec is malformed"],
    ["SQL that is no text", { id: 7, type: "exec", payload: { sql: 1, depth: 0 } }, 7, /exec is malformed/],
    ["no parameters", { id: 7, type: "run", payload: { sql: "", depth: 0 } }, 7, /run is malformed/],
    [
      "names without values",
      { id: 7, type: "run", payload: { sql: "", depth: 0, parameters: { names: ["a"], values: [] } } },
      7,
      /run is malformed/,
    ],
    ["a depth below 1", { id: 7, type: "begin", payload: { depth: 0 } }, 7, /begin is malformed/],
    ["a second open", { id: 7, type: "open", payload: {} }, 7, /open is malformed/],
  ])("answers %s with an error", async (_, message, id, expected) => {
    expect(await worker.ask(message)).toMatchObject({
      id,
      type: "error",
      payload: { class: "TypeError", message: expect.stringMatching(expected) as string },
    });
  });

  it("opens one database only", async () => {
    expect(
      await worker.ask({ id: 8, type: "open", payload: { ...MEMORY, name: "b", storage: "memory" } }),
    ).toMatchObject({
      type: "error",
      payload: { message: "this worker has opened its database already" },
    });
  });

  it("answers in the order in which the requests came, errors among them", async () => {
    const texts = ["SELECT 1", "SELECT nothing", "SELECT 2", "", "SELECT 3"];
    for (const [index, text] of texts.entries()) worker.post(sql(20 + index, text));
    const answers = [];
    for (const _ of texts) answers.push(await worker.next());
    expect(answers.map(({ id, type }) => [id, type])).toEqual([
      [20, "done"],
      [21, "error"],
      [22, "done"],
      [23, "error"],
      [24, "done"],
    ]);
  });

  it("sends a large result in batches of bounded size, the last with the answer", async () => {
    worker.post(
      sql(
        30,
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 50000) SELECT n, 'number ' || n FROM c",
      ),
    );
    const sizes: number[] = [];
    for (;;) {
      const { id, type, payload } = await worker.next();
      expect(id).toBe(30);
      sizes.push((payload as { buffer: ArrayBuffer }).buffer.byteLength);
      if (type === "done") break;
      expect(type).toBe("part");
    }
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThan(300 * 1024);
  });
});

describe("a worker without an open database", () => {
  it("says so, and still closes and ends", async () => {
    const worker = await startRawWorker(false);
    expect(await worker.ask(sql(1, "SELECT 1"))).toMatchObject({
      id: 1,
      type: "error",
      payload: { class: "EngineError", code: "worker" },
    });
    expect(await worker.ask({ id: 2, type: "close", payload: null })).toEqual({
      id: 2,
      type: "done",
      payload: null,
    });
    expect(await worker.ended).toBe("exited");
    worker.close();
  });
});

describe("a worker that shares memory", () => {
  it("does not answer to the cancellation of what it has answered", async () => {
    const memory = new SharedArrayBuffer(LaneSize.memory);
    const [requests, lane] = [new LaneSender(memory, "requests"), new LaneReceiver(memory, "requests")];
    const answers: unknown[] = [];
    const { port1, port2 } = new MessageChannel();
    let cancelled = false;
    const endpoint: Endpoint = {
      postMessage(answer) {
        answers.push(answer);
        // It goes into the lane before the router looks there for the next request.
        lane.open();
        cancelled ||= requests.send({ type: "cancel", id: 1 }, 1);
        requests.interrupt(1);
      },
      addEventListener: (type, listener) => port1.addEventListener(type, listener),
      start: () => port1.start(),
    };
    serve(endpoint, { shareMemory: () => memory } as unknown as WorkerHost);
    for (const id of [1, 2]) port2.postMessage(sql(id, "SELECT 1"));
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(cancelled).toBe(true);
    expect(answers).toMatchObject([{ id: 1 }, { id: 2 }]);
    port1.close();
  });
});
