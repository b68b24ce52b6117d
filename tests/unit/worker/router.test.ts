import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
