import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { checkState, type Progress } from "../../support/crash/check-state.js";
import { createTables, readState, runPlanned } from "../../support/crash/numbered-writer.js";
import { deletedBy, liveAfter, planTransaction } from "../../support/crash/transaction-plan.js";

const SEED = 11;
const LAST = 31;

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await createTables(db);
  for (let number = 1; number <= LAST; number++) await runPlanned(db, planTransaction(SEED, number));
});
afterEach(() => db.close());

/** What the checker says when a writer that got so far has died. */
async function complaints(progress: Partial<Progress> = {}): Promise<string> {
  const state = await readState(db);
  return checkState(SEED, state, { acknowledged: LAST, started: LAST, ...progress }).complaints.join("\n");
}

/** Runs a transaction without its last statement's effect, as a storage would that commits half of it. */
async function runHalf(number: number): Promise<void> {
  await runPlanned(db, planTransaction(SEED, number));
  await db.exec(`DELETE FROM entry WHERE number = ${number} AND position = 0`);
}

describe("The checker of the crash tests", () => {
  it("finds nothing to complain of where all that was acknowledged is there", async () => {
    expect(await complaints()).toBe("");
  });

  it("accepts a transaction in flight, there wholly or not at all", async () => {
    expect(await complaints({ started: LAST + 1 })).toBe("");
    await runPlanned(db, planTransaction(SEED, LAST + 1));
    expect(await complaints({ started: LAST + 1 })).toBe("");
  });

  it("complains of a writer that acknowledges before it commits", async () => {
    const next = planTransaction(SEED, LAST + 1);
    const early = {
      query: db.query.bind(db),
      transaction: db.transaction.bind(db),
      exec: (sql: string) => db.exec(sql.replace("; COMMIT", "")),
    };
    await runPlanned(early, next);
    const progress = { acknowledged: next.number, started: next.number };
    expect(await complaints(progress)).toBe("");
    // What the death of the worker comes to.
    await db.exec("ROLLBACK");
    expect(await complaints(progress)).toMatch(
      "transaction 32 was acknowledged, but the last one there is 31",
    );
  });

  it.each([
    ["that is there half", () => runHalf(LAST + 1), /transaction 32 is there with \d+ of \d+ rows/],
    [
      "that nobody began",
      () => runPlanned(db, planTransaction(SEED, LAST + 2)),
      /33 is there, but 32 was the last/,
    ],
    [
      "of which only rows are there",
      () => db.exec(`DELETE FROM record WHERE number = 20`),
      /20 left 0 records/,
    ],
    [
      "that came back",
      () => db.exec("INSERT INTO record VALUES (2, 1, 1)"),
      /2 left 1 records and 0 rows too many/,
    ],
    [
      "with other contents",
      () => db.exec("UPDATE entry SET body = x'00' WHERE number = 25"),
      /25 is there with/,
    ],
  ])("complains of a transaction %s", async (_, change, complaint) => {
    await change();
    expect(await complaints({ started: LAST + 1 })).toMatch(complaint);
  });

  it("complains of a damaged index", async () => {
    await db.exec(`PRAGMA writable_schema = 1;
      UPDATE sqlite_schema SET sql = 'CREATE INDEX entry_by_size ON entry(number, size)' WHERE name = 'entry_by_size';
      PRAGMA writable_schema = RESET`);
    expect(await complaints()).toMatch("integrity_check: ");
  });
});

describe("The transactions of the crash tests", () => {
  it("leave a bounded number of themselves, all of the latest", () => {
    expect(liveAfter(0)).toEqual([]);
    expect(liveAfter(2)).toEqual([1, 2]);
    for (let committed = 1; committed < 200; committed++) {
      const live = new Set<number>();
      for (let number = 1; number <= committed; number++) {
        live.add(number);
        for (const old of deletedBy(number)) live.delete(old);
      }
      expect(liveAfter(committed)).toEqual([...live]);
    }
  });

  it("are the same for the same seed only", () => {
    expect(planTransaction(1, 5)).toEqual(planTransaction(1, 5));
    expect(planTransaction(1, 5)).not.toEqual(planTransaction(2, 5));
  });
});
