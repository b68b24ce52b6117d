import { expect, it } from "vitest";
import { open } from "web-sqlite-v2";

const ROWS = 5_000_000;
const LIMIT = 64 * 1024 * 1024;

/** @see https://wicg.github.io/performance-measure-memory/ */
interface MeasuringPerformance {
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/** Bytes of the page and its workers, after a collection of garbage; `undefined` where the browser does not tell. */
async function memory(): Promise<number | undefined> {
  const { measureUserAgentSpecificMemory } = performance as MeasuringPerformance;
  return (await measureUserAgentSpecificMemory?.call(performance))?.bytes;
}

it("a result of five million rows streams through little memory", { timeout: 180_000 }, async () => {
  const db = await open(":memory:");
  const before = await memory();
  let count = 0;
  let grown = 0;
  const text = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${ROWS})
    SELECT n, 'row number ' || n AS text FROM c`;
  for await (const rows of db.stream<{ n: number; text: string }>(text).batches()) {
    const last = rows.at(-1);
    count += rows.length;
    if (last?.n !== count || last.text !== `row number ${count}`) throw new Error(`row ${count} is wrong`);
    // Twice on the way, while the worker is ahead as far as it will be.
    if (before === undefined || count % (ROWS / 2.5) >= rows.length) continue;
    grown = Math.max(grown, ((await memory()) ?? before) - before);
  }
  expect(count).toBe(ROWS);
  expect(grown).toBeLessThan(LIMIT);
  if (before !== undefined) expect(grown).toBeGreaterThan(0);
  await db.close();
});
