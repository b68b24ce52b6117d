import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

const ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c";
const REASON = new Error("enough");

let db: Database;
beforeEach(async () => {
  db = await openInNode();
});
afterEach(() => db.close());

/** Lets the worker answer, and keeps this thread from hearing of it. */
function waitUnheard(): void {
  const end = performance.now() + 200;
  while (performance.now() < end);
}

describe("a signal that comes while the answer is on its way", () => {
  it("ends a stream, which leaves nothing open", async () => {
    await db.exec("CREATE TABLE t(a)");
    const abort = new AbortController();
    const options = { signal: abort.signal, batchSize: 1 };
    const batches = db.stream(`${ENDLESS} UNION ALL SELECT a FROM t`, [], options).batches();
    await batches.next();
    waitUnheard();
    abort.abort(REASON);
    const read = async () => {
      for (let count = 0; count < 100; count++) await batches.next();
    };
    expect(await rejection(read())).toBe(REASON);
    await db.exec("DROP TABLE t");
  });

  it("ends runMany between two of its messages, and undoes all of it", async () => {
    await db.exec("CREATE TABLE t(a)");
    const abort = new AbortController();
    const text = "x".repeat(1_000);
    function* rows() {
      for (let row = 0; row < 5_000; row++) {
        if (row === 4_000) {
          waitUnheard();
          abort.abort(REASON);
        }
        yield [text];
      }
    }
    const running = db.runMany("INSERT INTO t VALUES (?)", rows(), { signal: abort.signal });
    expect(await rejection(running)).toBe(REASON);
    expect(await db.value("SELECT count(*) FROM t")).toBe(0);
  });
});
