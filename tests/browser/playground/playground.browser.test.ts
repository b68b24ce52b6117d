import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type PlaygroundSite, startPlaygroundSite } from "../../../scripts/playground-site.mjs";
import {
  pressWithModifier,
  readStorage,
  readTables,
  readText,
  runQuery,
  startQuery,
  visitPlayground,
} from "../../../scripts/playground-visit.mjs";
import { TestBrowser } from "../harness/driver.js";

const TABLES = ["airports: 3,376 rows", "flights: 20,000 rows"];

let site: PlaygroundSite;
let browser: TestBrowser;
const pageErrors: string[] = [];

beforeAll(async () => {
  site = await startPlaygroundSite(0);
  browser = await TestBrowser.start();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(() => expect(pageErrors.splice(0)).toEqual([]));

/** @returns a blank page, and the playground's address on an origin of its own, with nothing stored */
async function newPage(origin: string): Promise<{ page: Page; url: string }> {
  const { page } = await browser.openPage();
  page.on("pageerror", (error) => pageErrors.push(String(error)));
  return { page, url: site.url.replace("localhost", `${origin}.localhost`) };
}

async function openPlayground(origin: string): Promise<{ page: Page; url: string; status: string }> {
  const { page, url } = await newPage(origin);
  const status = await visitPlayground(page, url);
  return { page, url, status };
}

it("loads the data set on the first visit and says where it is stored", async () => {
  const { page, status } = await openPlayground("first-visit");
  expect(status).toMatch(/^23,376 rows in 2 tables loaded · /);
  expect(await readTables(page)).toEqual(TABLES);
  expect(await readStorage(page)).toMatchObject({
    Kind: "opfs-sahpool",
    Persistent: "yes",
    Path: expect.stringContaining("playground.db"),
  });
  await page.close();
});

it("shows the rows of the SQL that is typed, and how long it took", async () => {
  const { page } = await openPlayground("rows");
  const sql =
    "SELECT iata, latitude, NULL AS nothing_there, x'00ff' AS bytes FROM airports WHERE iata = 'JFK'";
  const outcome = await runQuery(page, sql);
  expect(outcome).toEqual({
    status: expect.stringMatching(/^1 row · [\d.]+ ms$/),
    error: "",
    columns: ["iata", "latitude", "nothing_there", "bytes"],
    rows: [["JFK", "40.63975111", "NULL", "x'00ff' 2 bytes"]],
  });
  await page.close();
});

it("draws few of many rows, and others after scrolling", async () => {
  const { page } = await openPlayground("many-rows");
  const { status, rows } = await runQuery(page, "SELECT id FROM flights ORDER BY id");
  expect(status).toMatch(/^20,000 rows · /);
  expect(rows[0]).toEqual(["1"]);
  expect(rows.length).toBeLessThan(200);
  await page.$eval(".tabulator-tableholder", (holder) => {
    holder.scrollTop = holder.scrollHeight;
  });
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".tabulator-cell")].some((cell) => cell.textContent === "20000"),
  );
  await page.close();
});

it("shows a long value on Enter, copies a cell, and lets Tab leave the grid", async () => {
  const { page } = await openPlayground("cells");
  await page.evaluate(() => {
    addEventListener("copy", (event) => {
      document.title = event.clipboardData?.getData("text/plain") ?? "";
    });
  });
  await runQuery(page, "SELECT 1 AS one, printf('%.*c', 300, 'x') AS long");
  await page.click(".tabulator-row .tabulator-cell:nth-of-type(1)");
  await page.keyboard.press("ArrowRight");
  await pressWithModifier(page, "c");
  expect(await page.title()).toBe("x".repeat(300));
  await page.keyboard.press("Enter");
  expect(await readText(page, "#value-about")).toBe("text, 300 characters");
  await page.keyboard.press("Escape");
  await page.focus(".tabulator-tableholder");
  await page.keyboard.press("Tab");
  expect(await page.$(".tabulator :focus")).toBe(null);
  await page.close();
});

it("underlines the token that an error points at, and goes on", async () => {
  const { page } = await openPlayground("errors");
  const failed = await runQuery(page, "SELECT 1; SELECT nme FROM airports");
  expect(failed).toMatchObject({
    status: "The query failed.",
    error: expect.stringMatching(/^SQLITE_ERROR.*no such column: nme.*line 1, column 18$/),
    rows: [],
  });
  expect(await readText(page, ".sql-error")).toBe("nme");
  expect(await runQuery(page, "SELECT 2 AS two")).toMatchObject({ error: "", rows: [["2"]] });
  expect(await page.$(".sql-error")).toBe(null);
  await page.close();
});

it("keeps the data set and people's own tables when the page reloads", async () => {
  const { page, url } = await openPlayground("reload");
  const written = await runQuery(page, "CREATE TABLE mine (x); INSERT INTO mine VALUES (1), (2)");
  expect(written.status).toMatch(/^2 statements, 2 rows changed · /);
  expect(await visitPlayground(page, url)).toMatch(/^23,378 rows in 3 tables, kept from an earlier visit · /);
  expect(await readTables(page)).toEqual([...TABLES, "mine: 2 rows"]);
  await page.close();
});

/** Runs in the page: half-way through the import it says so, then keeps the page from going on. */
function stopHalfWay(): void {
  const observer = new MutationObserver(([record]) => {
    if (!(record?.target instanceof HTMLProgressElement) || record.target.value < 10_000) return;
    console.log("half-way");
    const end = performance.now() + 10_000;
    while (performance.now() < end);
  });
  observer.observe(document, { attributeFilter: ["value"], subtree: true });
}

it("starts over where the browser was killed during the import", async () => {
  const { page, url } = await newPage("interrupted");
  await page.evaluateOnNewDocument(stopHalfWay);
  const halfWay = new Promise((resolve) => page.once("console", (message) => resolve(message.text())));
  await page.goto(url);
  expect(await halfWay).toBe("half-way");
  await browser.kill();
  await browser.restart();
  const { page: next, status } = await openPlayground("interrupted");
  expect(status).toMatch(/^23,376 rows in 2 tables loaded · /);
  await next.close();
});

it("stops a query that would never end, and goes on", async () => {
  const { page } = await openPlayground("endless");
  await startQuery(
    page,
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
  );
  await (await page.waitForSelector("#stop", { visible: true }))?.click();
  await page.waitForSelector("body[data-state=ready]");
  expect(await readText(page, "#status")).toBe("The query was stopped.");
  expect((await runQuery(page, "SELECT count(*) FROM flights")).rows).toEqual([["20000"]]);
  await page.close();
});

it("drops everything and loads the data set again on request, also inside a transaction", async () => {
  const { page } = await openPlayground("reset");
  await runQuery(
    page,
    "DROP TABLE flights; CREATE VIEW broken AS SELECT * FROM flights; BEGIN; CREATE TABLE mine (x)",
  );
  expect(await readTables(page)).toEqual([TABLES[0], "broken: view", "mine: 0 rows"]);
  await page.click("#reset");
  await page.click("#reset-dialog [value=reset]");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent?.includes("loaded"));
  expect(await readTables(page)).toEqual(TABLES);
  await page.close();
});

it("says that another tab holds the database, and opens it once that is closed", async () => {
  const { page: first } = await openPlayground("two-tabs");
  const { page: second } = await openPlayground("two-tabs");
  expect(await readText(second, "#notice")).toMatch(
    /Another tab has this database open.*StorageError \(locked\)/s,
  );
  await first.close();
  await second.click("#retry");
  await second.waitForSelector("body[data-state=ready]");
  expect(await readTables(second)).toEqual(TABLES);
  await second.close();
});

it("fits a narrow screen", async () => {
  const { page, url } = await newPage("narrow");
  await page.setViewport({ width: 360, height: 740 });
  await visitPlayground(page, url);
  await runQuery(
    page,
    "SELECT * FROM airports; SELECT nonsense_that_is_long_enough_to_wrap_somewhere_in_the_message",
  );
  const sizes = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(sizes.scrollWidth).toBe(sizes.clientWidth);
  await page.close();
});
