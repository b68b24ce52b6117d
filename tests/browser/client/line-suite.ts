import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, open } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";
import { PostedMessages } from "./posted-messages.js";

const ROWS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)";
const ENDLESS = `${ROWS} SELECT count(*) FROM c`;

/**
 * How messages travel between page and worker.
 *
 * @param isShared - whether the two share memory
 */
export function describeLine(isShared: boolean): void {
  const posted = new PostedMessages();
  let db: Database;
  beforeAll(async () => {
    db = await open(":memory:");
    await db.exec("CREATE TABLE note(a)");
  });
  afterAll(async () => {
    await db.close();
    posted.stop();
  });
  beforeEach(() => posted.reset());

  const echo = (value: string | number) => db.value("SELECT ?", [value]);

  /** Calls one by one until then. @returns their number */
  async function callUntil(time: number, handle = db): Promise<number> {
    let calls = 0;
    for (const end = performance.now() + time; performance.now() < end; calls++) {
      expect(await handle.value("SELECT ?", [calls])).toBe(calls);
    }
    return calls;
  }

  describe(`messages ${isShared ? "in an isolated page" : "in a page without shared memory"}`, () => {
    it(isShared ? "of calls made one by one seldom are events" : "are events", async () => {
      const calls = 500;
      for (let call = 0; call < calls; call++) expect(await echo(call)).toBe(call);
      if (isShared) {
        // Each thread now and then has its turn for other events, and is woken by one.
        expect(posted.requests).toBeLessThan(calls / 2);
        expect(posted.answers).toBeLessThan(calls / 2);
      } else expect([posted.requests, posted.answers]).toEqual([calls, calls]);
    });

    it("come in the order of the calls, small ones among large ones", async () => {
      const large = "long ñ ".repeat(20_000);
      for (let round = 0; round < 10; round++) {
        const done: number[] = [];
        const calls = Array.from({ length: 60 }, async (_, call) => {
          const value = (call + round) % 7 === 0 ? `${large}${call}` : call;
          expect(await echo(value)).toBe(value);
          done.push(call);
        });
        expect(await echo(round)).toBe(round);
        expect(done).toHaveLength(60);
        await Promise.all(calls);
        expect(done).toEqual(calls.map((_, call) => call));
        for (let call = 0; call < 20; call++) expect(await echo(call)).toBe(call);
      }
    });

    it("that end calls come in the middle of others", async () => {
      for (let round = 0; round < 60; round++) {
        const [endless, quick] = [new AbortController(), new AbortController()];
        const ended = db.value(ENDLESS, [], { signal: endless.signal }).catch((error: unknown) => error);
        const before = db.value("SELECT 1", [], { signal: quick.signal }).catch((error: unknown) => error);
        if (round % 3 === 1) await Promise.resolve();
        if (round % 3 === 2) await new Promise((resolve) => setTimeout(resolve));
        endless.abort("endless");
        expect(await ended).toBe("endless");
        expect(await before).toBe(1);
        // What is done already is ended for nothing.
        quick.abort("late");
        expect(await echo(round)).toBe(round);
      }
    });

    it("of changes come before the answer to the call that made them", async () => {
      let events = 0;
      const off = db.on("change", () => events++);
      for (let call = 1; call <= 100; call++) {
        await db.run("INSERT INTO note VALUES (?)", [call]);
        expect(events).toBe(call);
      }
      off();
    });

    it("of a stream go beside those of other calls", async () => {
      let expected = 0;
      const stream = db.stream<{ n: number }>(`${ROWS} SELECT n FROM c LIMIT 3000`, [], { batchSize: 20 });
      for await (const { n } of stream) {
        expect(n).toBe(++expected);
        if (n % 7 === 0) expect(await echo(n)).toBe(n);
      }
      expect(expected).toBe(3_000);
    });

    it("of calls made one by one leave the page its timers and frames", async () => {
      let [timers, frames, isOver] = [0, 0, false];
      const tick = () => {
        timers++;
        if (!isOver) setTimeout(tick);
      };
      const draw = () => {
        frames++;
        if (!isOver) requestAnimationFrame(draw);
      };
      setTimeout(tick);
      requestAnimationFrame(draw);
      const calls = await callUntil(600);
      isOver = true;
      expect(calls).toBeGreaterThan(20);
      expect(timers).toBeGreaterThan(10);
      expect(frames).toBeGreaterThan(4);
    });

    it("that have no answer any more let the database close", async () => {
      const other = await open(":memory:");
      await callUntil(20, other);
      const calls = Array.from({ length: 20 }, () => rejection(other.value(ENDLESS, [], { timeout: 300 })));
      await other.close();
      for (const error of await Promise.all(calls)) expect(error).toMatchObject({ name: "AbortedError" });
      expect(await echo("the other worker goes on")).toBe("the other worker goes on");
    });

    it("of two workers do not mix", async () => {
      const other = await open(":memory:");
      const [first, second] = await Promise.all([callUntil(200), callUntil(200, other)]);
      expect(Math.min(first, second)).toBeGreaterThan(10);
      await other.close();
    });
  });
}
