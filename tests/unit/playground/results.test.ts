import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BlockReader } from "../../../playground/src/results/block-reader.js";
import { describeGap, describeStatement } from "../../../playground/src/results/describe-statement.js";
import { BLOCK_ROWS, ResultRows, RowBudget } from "../../../playground/src/results/result-rows.js";
import { runStatements, type StatementResult } from "../../../playground/src/sql/run-statements.js";
import { splitStatements } from "../../../playground/src/sql/split-statements.js";
import type { Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";

const numbers = (count: number) =>
  `WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT ${count}`;

describe("the rows of a result", () => {
  it("are kept from the first on while there is room, and counted beyond", () => {
    const rows = new ResultRows(["i"], new RowBudget());
    for (let index = 0; index < 100_010; index++) rows.append([[index]]);
    expect([rows.length, rows.keptLength, rows.isWhole]).toEqual([100_010, 100_000, false]);
    expect([rows.at(99_999), rows.at(100_000)]).toEqual([[99_999], undefined]);
  });

  it("share their room with other results of the run, also by bytes", () => {
    const budget = new RowBudget();
    const large = new ResultRows(["blob"], budget);
    for (let index = 0; index < 5; index++) large.append([[new Uint8Array(16 * 1024 * 1024)]]);
    expect([large.length, large.keptLength]).toEqual([5, 4]);
    const next = new ResultRows(["i"], budget);
    next.append([[1]]);
    expect([next.length, next.keptLength]).toEqual([1, 0]);
  });

  it("are missing in blocks, of which a few are kept when they were read again", () => {
    const rows = new ResultRows(["i"], new RowBudget());
    for (let index = 0; index < 200_000; index++) rows.append([[index]]);
    expect(rows.missingBlock(0, 100_000)).toBe(undefined);
    expect(rows.missingBlock(99_990, 100_010)).toBe(100);
    rows.putBlock(100, [[100_000], [100_001]]);
    expect(rows.at(100_001)).toEqual([100_001]);
    expect(rows.missingBlock(100_998, 101_002)).toBe(101);
    for (let block = 101; block < 117; block++) rows.putBlock(block, []);
    expect(rows.missingBlock(100_000, 100_001)).toBe(100);
  });

  it("are sorted as SQLite does, equal ones in the order they came in", () => {
    const rows = new ResultRows(["a", "b"], new RowBudget());
    rows.append([
      ["x", 1],
      [2, 2],
      [null, 3],
      [2, 4],
    ]);
    rows.sort(0, true);
    expect([0, 1, 2, 3].map((index) => rows.at(index)?.[1])).toEqual([3, 2, 4, 1]);
    rows.sort(0, false);
    expect([0, 1, 2, 3].map((index) => rows.at(index)?.[1])).toEqual([1, 2, 4, 3]);
  });
});

describe("running statements", () => {
  let db: Database;
  beforeEach(async () => {
    db = await openInNode();
  });
  afterEach(() => db.close());

  async function run(script: string, signal = new AbortController().signal, timeout?: number) {
    const changed: StatementResult[] = [];
    const options = { signal, timeout, onChange: (result: StatementResult) => changed.push(result) };
    const results = await runStatements(db, splitStatements(script), options);
    return { results, changed };
  }

  it("gives a result for each, and ends at the first that fails", async () => {
    const { results } = await run(
      "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2); SELECT a, a FROM t; nonsense; x",
    );
    expect(results.map(({ state, changes, rows }) => [state, changes, rows?.length])).toEqual([
      ["done", 0, undefined],
      ["done", 2, undefined],
      ["done", 0, 2],
      ["failed", 0, undefined],
    ]);
    expect(results[2]?.rows?.columns).toEqual(["a", "a"]);
    expect(results.map(describeStatement)).toEqual([
      expect.stringMatching(/^Done · /),
      expect.stringMatching(/^2 rows changed · /),
      expect.stringMatching(/^2 rows · /),
      "Failed",
    ]);
  });

  it("keeps the rows that had come when it is stopped, and leaves nothing open", async () => {
    const stop = new AbortController();
    const begun = runStatements(
      db,
      splitStatements(
        "CREATE TABLE t (a); WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n; SELECT 1",
      ),
      {
        signal: stop.signal,
        timeout: undefined,
        onChange: ({ rows }) => {
          if ((rows?.length ?? 0) > 0) stop.abort();
        },
      },
    );
    const results = await begun;
    expect(results.map(({ state }) => state)).toEqual(["done", "stopped"]);
    expect(results[1]?.rows?.at(0)).toEqual([0]);
    await db.exec("DROP TABLE t");
  });

  it("ends a statement at its time limit", async () => {
    const endless = "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n";
    const { results } = await run(endless, undefined, 100);
    expect(results[0]?.state).toBe("failed");
    expect(results[0]?.error).toMatchObject({ code: "SQLITE_INTERRUPT" });
  });

  it("tells of rows while they come", async () => {
    const { changed, results } = await run(numbers(50_000));
    expect(changed.length).toBeGreaterThan(3);
    expect(results[0]?.rows?.length).toBe(50_000);
  });

  it("reads rows again that were not kept, of a SELECT alone", async () => {
    const read = async (sql: string) => {
      const { results } = await run(sql);
      const rows = results.at(-1)?.rows as ResultRows;
      const reader = await new Promise<BlockReader>((resolve) => {
        const blocks: BlockReader = new BlockReader(db, splitStatements(sql).at(-1)?.sql ?? "", rows, () =>
          resolve(blocks),
        );
        blocks.want(100_500, 100_501);
      });
      return { rows, reader };
    };
    const selected = await read(`${numbers(101_000)} -- all of them`);
    expect(selected.rows.at(100_500)).toEqual([100_500]);
    expect(selected.rows.at(100 * BLOCK_ROWS + BLOCK_ROWS - 1)).toEqual([100_999]);
    expect(describeGap(selected.rows, selected.reader.hasFailed)).toMatch(/read again/);
    const inserted = await read(`CREATE TABLE t (a); INSERT INTO t ${numbers(101_000)} RETURNING a`);
    expect(inserted.reader.hasFailed).toBe(true);
    expect(describeGap(inserted.rows, true)).toMatch(/^Only the first 100,000 rows/);
    expect(await db.value("SELECT count(*) FROM t")).toBe(101_000);
  });
});
