import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, open } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";

const ROWS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)";
/** Never ends, and never gives a row. */
const ENDLESS = `${ROWS} SELECT count(*) FROM c`;

/** Milliseconds within which a statement is interrupted, on a machine that has other things to do. */
const PROMPT = 1500;

/** What ends calls early in a page. Ending a statement that gives no row takes shared memory, or JSPI. */
export function describeLimits(): void {
  describe("a call that is ended early", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open("limits.db");
      await db.exec("CREATE TABLE note(a)");
    });
    afterAll(() => db.close());

    const usable = async () => expect(await db.value("SELECT 1")).toBe(1);

    it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
      ["query", (signal) => db.query(ENDLESS, [], { signal })],
      ["exec", (signal) => db.exec(`SELECT 1; INSERT INTO note ${ENDLESS}`, { signal })],
      ["run", (signal) => db.run(`INSERT INTO note ${ENDLESS}`, [], { signal })],
      ["runMany", (signal) => db.runMany(`INSERT INTO note ${ENDLESS}`, [[], []], { signal })],
      ["batch", (signal) => db.batch(["INSERT INTO note VALUES (1)", ENDLESS], { signal })],
      ["transaction", (signal) => db.transaction((tx) => tx.query(ENDLESS), { signal })],
    ])("by its signal: %s stops in the middle of a statement", async (_, call) => {
      const controller = new AbortController();
      const ended = rejection(call(controller.signal));
      const dropped = rejection(db.run("INSERT INTO note VALUES (7)", [], { signal: controller.signal }));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const reason = new Error("changed my mind");
      const begin = performance.now();
      controller.abort(reason);
      expect(await ended).toBe(reason);
      expect(await dropped).toBe(reason);
      expect(performance.now() - begin).toBeLessThan(PROMPT);
      await usable();
      expect(await db.value("SELECT count(*) FROM note")).toBe(0);
    });

    it("by its signal, again and again", async () => {
      for (let round = 0; round < 20; round++) {
        const controller = new AbortController();
        const ended = db.query(ENDLESS, [], { signal: controller.signal }).catch((error: unknown) => error);
        setTimeout(() => controller.abort(round), round);
        expect(await ended).toBe(round);
        await usable();
      }
    });

    it("while others that come after it are ended first", async () => {
      const [first, second] = [new AbortController(), new AbortController()];
      const calls = [
        db.query(ENDLESS, [], { signal: first.signal }),
        db.query(ENDLESS, [], { signal: second.signal }),
        db.value("SELECT 3"),
      ].map((call) => call.catch((error: unknown) => error));
      await new Promise((resolve) => setTimeout(resolve, 50));
      second.abort("second");
      first.abort("first");
      expect(await Promise.all(calls)).toEqual(["first", "second", 3]);
    });

    it("by its timeout", async () => {
      const begin = performance.now();
      const error = await rejection(db.query(ENDLESS, [], { timeout: 100 }));
      expect(error).toMatchObject({ name: "InterruptError", code: "SQLITE_INTERRUPT" });
      expect(performance.now() - begin).toBeLessThan(100 + PROMPT);
      await usable();
    });

    it("tells its progress until then", async () => {
      const reports: number[] = [];
      const onProgress = ({ elapsed }: { elapsed: number }) => reports.push(elapsed);
      const signal = AbortSignal.timeout(600);
      expect(await rejection(db.query(ENDLESS, [], { signal, onProgress }))).toMatchObject({
        name: "TimeoutError",
      });
      expect(reports.length).toBeGreaterThan(1);
      await usable();
    });

    it("gives all its rows where nothing ends it", async () => {
      const { signal } = new AbortController();
      const text = `${ROWS} SELECT n, 'row ' || n AS text FROM c LIMIT 50000`;
      const rows = await db.query<{ n: number; text: string }>(text, [], { signal });
      expect(rows).toHaveLength(50_000);
      expect(rows[49_999]).toEqual({ n: 50_000, text: "row 50000" });
      await expect(db.query("SELECT * FROM nowhere", [], { signal })).rejects.toThrow("no such table");
    });
  });
}
