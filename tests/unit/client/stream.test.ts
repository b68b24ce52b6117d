import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { openInNode, startNodeWorker } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
});
afterEach(() => db.close());

const numbers = (count: number) =>
  `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${count}) SELECT n FROM c`;
const ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c";

/** Whether no statement is left that would keep a table from being dropped. */
async function expectNothingOpen(): Promise<void> {
  await db.exec("CREATE TABLE IF NOT EXISTS t(a); DROP TABLE t");
}

describe("a stream", () => {
  it("gives all rows in their order", async () => {
    let expected = 0;
    for await (const { n } of db.stream<{ n: number }>(numbers(100_000))) {
      if (n !== ++expected) throw new Error(`${n} comes where ${expected} should`);
    }
    expect(expected).toBe(100_000);
    await expectNothingOpen();
  });

  it("gives batches, of the size that is asked for", async () => {
    const sizes = [];
    for await (const rows of db.stream(numbers(10), [], { batchSize: 4 }).batches()) sizes.push(rows.length);
    expect(sizes).toEqual([4, 4, 2]);
  });

  it("gives nothing for no rows, and has the effect of a statement without rows when it is read", async () => {
    for await (const row of db.stream("SELECT 1 WHERE false"))
      throw new Error(`a row: ${JSON.stringify(row)}`);
    await db.exec("CREATE TABLE t(a)");
    const stream = db.stream("INSERT INTO t VALUES (1)");
    expect(await db.value("SELECT count(*) FROM t")).toBe(0);
    for await (const row of stream) throw new Error(`a row: ${JSON.stringify(row)}`);
    expect(await db.value("SELECT count(*) FROM t")).toBe(1);
  });

  it("stops its statement when the loop is left, by break and by throw", async () => {
    await db.exec("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3)");
    for await (const { a } of db.stream("SELECT a FROM t, (VALUES (1), (2))", [], { batchSize: 1 })) {
      expect(a).toBe(1);
      break;
    }
    await expectNothingOpen();
    const failing = async () => {
      for await (const _ of db.stream(ENDLESS)) throw new Error("enough");
    };
    expect((await rejection(failing())).message).toBe("enough");
    await expectNothingOpen();
  });

  it("has the worker one batch ahead, and no further", async () => {
    const worker = startNodeWorker();
    const slow = await openInNode(":memory:", {}, worker);
    let sent = 0;
    worker.port.addEventListener("message", () => {
      sent++;
    });
    const batches = slow.stream(ENDLESS).batches();
    await batches.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    // The batch that was read, and the one after it.
    expect(sent).toBe(2);
    await batches.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toBe(3);
    await batches.return?.();
    await slow.close();
  });

  it("lets other calls run in between", async () => {
    let seen = 0;
    for await (const rows of db.stream(numbers(60_000)).batches()) {
      seen += rows.length;
      expect(await db.value("SELECT 7")).toBe(7);
    }
    expect(seen).toBe(60_000);
  });

  it("may be read by several that do not wait for each other, each row once", async () => {
    const rows = db.stream<{ n: number }>(numbers(10), [], { batchSize: 3 })[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 12 }, () => rows.next()));
    expect(results.map(({ value }) => (value as { n: number } | undefined)?.n)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => index + 1),
      undefined,
      undefined,
    ]);
  });

  it("is read once only", async () => {
    const stream = db.stream("SELECT 1");
    for await (const _ of stream);
    expect(() => stream.batches()).toThrow("a stream can be read once only");
  });

  it("throws the error of its statement where it comes, in the stack of the call", async () => {
    const seen: unknown[] = [];
    const failing = async function readerOfTheUser() {
      const sql = "SELECT abs(column1) AS a FROM (VALUES (1), (-9223372036854775808))";
      for await (const { a } of db.stream(sql, [], { batchSize: 1 })) seen.push(a);
    };
    const error = await rejection(failing());
    expect(error).toMatchObject({ message: "integer overflow" });
    expect(error.stack).toContain("readerOfTheUser");
    expect(seen.length).toBeLessThanOrEqual(1);
    await expectNothingOpen();
  });

  it("ends with its transaction", async () => {
    const rows = await db.transaction(async (tx) => {
      const batches = tx.stream(ENDLESS).batches();
      await batches.next();
      return batches;
    });
    expect(await rejection(rows.next())).toMatchObject({ name: "AbortedError", code: "SQLITE_ABORT" });
    await expectNothingOpen();
  });

  it("ends with its database", async () => {
    const other = await openInNode();
    const batches = other.stream(ENDLESS).batches();
    await batches.next();
    await other.close();
    expect(await rejection(batches.next())).toMatchObject({ name: "AbortedError" });
  });

  it("refuses a batch size that is none", () => {
    expect(() => db.stream("SELECT 1", [], { batchSize: 0 })).toThrow(RangeError);
  });
});
