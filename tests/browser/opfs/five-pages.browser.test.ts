import { afterAll, beforeAll, expect, it } from "vitest";
import type { Turns } from "../../support/opfs/peer-steps.js";
import { TestBrowser, type TestPage } from "../harness/driver.js";

const STEPS = "/tests/browser/opfs/page-steps.ts";
const PAGES = 5;
/** Milliseconds. */
const DURATION = 30_000;
const LONGEST_WAIT = 5_000;

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

it(
  "five pages read and write one database: every commit is there, none waits long, none sees half of one",
  async () => {
    const pages: TestPage[] = [];
    for (let index = 0; index < PAGES; index++) {
      const page = await browser.openPage();
      await page.call(STEPS, "start", "/shared.db");
      pages.push(page);
    }
    const [first] = pages as [TestPage];
    await first.call(
      STEPS,
      "exec",
      "create table t(worker, number, half, primary key(worker, number, half))",
    );
    const turns = await Promise.all(
      pages.map((page, index) => page.call<Turns>(STEPS, "readAndWrite", index, DURATION)),
    );
    console.log(
      `    ${JSON.stringify(turns.map(({ acknowledged, reads, slowest }) => ({ acknowledged, reads, slowest })))}`,
    );
    expect(turns.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(Math.max(...turns.map(({ slowest }) => slowest))).toBeLessThan(LONGEST_WAIT);
    for (const [worker, { acknowledged }] of turns.entries()) {
      const sql = `select count(*) from t where worker = ${worker} and number < ${acknowledged}`;
      expect(await first.call(STEPS, "exec", sql)).toEqual([acknowledged * 2]);
    }
    expect(await first.call(STEPS, "exec", "pragma integrity_check")).toEqual(["ok"]);
    for (const page of pages) await page.call(STEPS, "end");
  },
  DURATION + 60_000,
);
