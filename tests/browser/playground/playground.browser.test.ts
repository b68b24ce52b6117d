import { copyFile, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PlaygroundSite, startPlaygroundSite } from "../../../scripts/playground-site.mjs";
import {
  pressWithModifier,
  readOutcome,
  readStorage,
  readTables,
  readTabs,
  readText,
  runQuery,
  startQuery,
  visitPlayground,
  waitUntilReady,
} from "../../../scripts/playground-visit.mjs";
import { TestBrowser } from "../harness/driver.js";

const TABLES = ["airports: 3,376 rows", "flights: 20,000 rows"];
const ENDLESS = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)";

let site: PlaygroundSite;
let browser: TestBrowser;
let folder: string;
/** The playground at rest, for tests that leave it so; the data set is loaded. */
let shared: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "playground-files-"));
  site = await startPlaygroundSite(0);
  browser = await TestBrowser.start();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => expect(pageErrors.splice(0)).toEqual([]));

/** @returns a blank page, and the playground's address on an origin of its own, with nothing stored */
async function newPage(origin: string, search = ""): Promise<{ page: Page; url: string }> {
  const { page } = await browser.openPage();
  page.on("pageerror", (error) => pageErrors.push(String(error)));
  return { page, url: site.url.replace("localhost", `${origin}.localhost`) + search };
}

async function openPlayground(
  origin: string,
  search?: string,
): Promise<{ page: Page; url: string; status: string }> {
  const { page, url } = await newPage(origin, search);
  const status = await visitPlayground(page, url);
  return { page, url, status };
}

/** Runs in the page: keeps what is exported, which the browser saves as well. */
function keepExports(): void {
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob: Blob) => {
    Object.assign(globalThis, { exported: blob });
    return createObjectURL.call(URL, blob);
  };
}

/** @returns the path of a file with what was exported last */
async function saveExport(page: Page, name: string): Promise<string> {
  const base64 = await page.evaluate(async () => {
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener("load", resolve));
    reader.readAsDataURL(Reflect.get(globalThis, "exported") as Blob);
    await read;
    return String(reader.result).replace(/^.*,/, "");
  });
  const path = join(folder, name);
  await writeFile(path, Buffer.from(base64, "base64"));
  return path;
}

/** What was copied last. */
function readCopied(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(globalThis, "copied") as unknown);
}

/** Chooses a file to import, and confirms. */
async function importFile(page: Page, path: string): Promise<void> {
  const input = (await page.$("#import-file")) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
  await (await page.waitForSelector("#confirm-action", { visible: true }))?.click();
}

describe("the page", () => {
  it("loads the data set on the first visit and says where it is stored, why, and why not elsewhere", async () => {
    const { page, url } = await newPage("shared");
    await page.evaluateOnNewDocument(keepExports);
    shared = page;
    expect(await visitPlayground(page, url)).toMatch(/^23,376 rows in 2 tables loaded · /);
    expect(await readTables(page)).toEqual(TABLES);
    expect(await readStorage(page)).toMatchObject({
      Kind: "opfs-sahpool",
      Persistent: "yes",
      Path: expect.stringContaining("playground.db"),
      Reason: "It is the fastest storage that persists.",
      opfs: expect.stringMatching(/\w+ .*\.$/),
      memory: expect.stringMatching(/\w+ .*\.$/),
    });
  });

  it("says what the browser offers, and what each missing thing costs", async () => {
    await shared.click("#environment-fold summary");
    const losses = await shared.waitForSelector("#losses li").then(() => shared.$$("#losses li"));
    const missing = await shared.$$("#environment .missing");
    const isAllThere = (await readText(shared, "#environment-count")) === "all there";
    expect(missing.length).toBe(isAllThere ? 0 : losses.length);
    expect((await shared.$$("#environment li")).length).toBeGreaterThan(missing.length);
    await shared.click("#environment-fold summary");
  });

  it("underlines the token that an error points at, in the statement that failed, and goes on", async () => {
    const failed = await runQuery(shared, "SELECT 1;\nSELECT 'é';  SELECT nme FROM airports; SELECT 3");
    expect(failed).toMatchObject({
      status: "The query failed.",
      error: expect.stringMatching(/^SQLITE_ERROR.*no such column: nme.*line 2, column 21$/),
      rows: [],
    });
    expect(await readText(shared, ".sql-error")).toBe("nme");
    expect(await readTabs(shared)).toEqual([
      expect.stringMatching(/^1 SELECT 1: 1 row · /),
      expect.stringMatching(/^2 SELECT 'é': 1 row · /),
      "3 SELECT nme FROM airports: Failed",
    ]);
    expect(await runQuery(shared, "SELECT 2 AS two")).toMatchObject({ error: "", rows: [["2"]] });
    expect(await shared.$(".sql-error")).toBe(null);
  });
});

describe("results", () => {
  it("are rows, with their number and the time they took", async () => {
    const sql =
      "SELECT iata, latitude, NULL AS absent, x'00ff' AS bytes, 1 AS twice, 2 AS twice FROM airports WHERE iata = 'JFK'";
    expect(await runQuery(shared, sql)).toEqual({
      status: expect.stringMatching(/^1 row · [\d.]+ ms$/),
      error: "",
      columns: ["iata", "latitude", "absent", "bytes", "twice", "twice"],
      rows: [["JFK", "40.63975111", "NULL", "x'00ff' 2 bytes", "1", "2"]],
    });
  });

  it("have a tab for each statement, which the keyboard reaches", async () => {
    const sql = "SELECT 1 AS one; CREATE TEMP TABLE t (x); INSERT INTO t VALUES (7), (8); SELECT x FROM t";
    const outcome = await runQuery(shared, `${sql}; DROP TABLE t`);
    expect(outcome.status).toMatch(/^5 statements, 3 rows, 2 rows changed · /);
    expect(outcome.rows).toEqual([["7"], ["8"]]);
    expect(await readTabs(shared)).toEqual([
      expect.stringMatching(/^1 SELECT 1 AS one: 1 row · /),
      expect.stringMatching(/^2 CREATE TEMP TABLE t \(x\): Done · /),
      expect.stringMatching(/^3 INSERT INTO t VALUES \(7\), \(8\): 2 rows changed · /),
      expect.stringMatching(/^4 SELECT x FROM t: 2 rows · /),
      expect.stringMatching(/^5 DROP TABLE t: Done · /),
    ]);
    await shared.focus("[role=tab][aria-selected=true]");
    await shared.keyboard.press("ArrowLeft");
    expect(await readText(shared, "#grid-empty")).toBe("2 rows changed.");
    await shared.keyboard.press("Home");
    expect(await readOutcome(shared)).toMatchObject({ columns: ["one"], rows: [["1"]] });
  });

  it("show a long value on Enter, are copied, sorted by a key, and let Tab leave", async () => {
    await shared.evaluate(() => {
      addEventListener("copy", (event) => {
        Reflect.set(globalThis, "copied", event.clipboardData?.getData("text/plain"));
      });
    });
    await runQuery(shared, "VALUES (1, printf('%.*c', 300, 'x')), (2, 'y')");
    await shared.click(".slick-row .slick-cell");
    await shared.waitForSelector("[role=gridcell]:focus");
    await shared.keyboard.press("ArrowRight");
    await pressWithModifier(shared, "c");
    expect(await readCopied(shared)).toBe("x".repeat(300));
    await shared.keyboard.press("Enter");
    expect(await readText(shared, "#value-about")).toBe("text, 300 characters");
    await shared.keyboard.press("Escape");
    expect(await shared.$eval(":focus", (element) => element.getAttribute("role"))).toBe("gridcell");
    await shared.keyboard.press("s");
    await shared.keyboard.press("s");
    expect((await readOutcome(shared)).rows.map(([first]) => first)).toEqual(["2", "1"]);
    await shared.keyboard.down("Shift");
    await shared.keyboard.press("ArrowDown");
    await shared.keyboard.up("Shift");
    await pressWithModifier(shared, "c");
    expect(await readCopied(shared)).toBe(`y\n${"x".repeat(300)}`);
    await shared.keyboard.press("Tab");
    expect(await shared.$("#grid :focus")).toBe(null);
  });

  it("of a million rows appear while the statement runs, and leave the page time to draw", async () => {
    await shared.evaluate(() => {
      const frames = { while: 0 };
      Object.assign(globalThis, { frames });
      const count = () => {
        if (document.body.dataset.state === "running" && document.querySelector(".slick-row")) frames.while++;
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    });
    await startQuery(shared, `${ENDLESS} SELECT i, 'row ' || i AS name FROM n LIMIT 1000000`);
    await shared.waitForSelector("body[data-state=running] .slick-row");
    expect(await waitUntilReady(shared)).toMatch(/^1,000,000 rows · /);
    // Half a second is the least that it takes; a page without time to draw has one or two.
    expect(
      await shared.evaluate(() => (Reflect.get(globalThis, "frames") as unknown as { while: number }).while),
    ).toBeGreaterThan(10);
    expect(await shared.$eval(".grid-host", (grid) => grid.getAttribute("aria-rowcount"))).toBe("1000001");
    expect((await shared.$$(".slick-row")).length).toBeLessThan(200);
  });

  it("beyond those that are kept are read again where they are scrolled to", async () => {
    expect(await readText(shared, "#result-note")).toMatch(/^The first 100,000 rows are kept/);
    await shared.click(".slick-row .slick-cell");
    await shared.keyboard.down("Control");
    await shared.keyboard.press("End");
    await shared.keyboard.up("Control");
    await shared.waitForFunction(() =>
      [...document.querySelectorAll(".slick-cell")].some((cell) => cell.textContent === "row 1000000"),
    );
  });

  it("of a statement that changes data are never had by running it again", async () => {
    const insert = `INSERT INTO copies SELECT i FROM (${ENDLESS} SELECT i FROM n LIMIT 100100) RETURNING x`;
    await runQuery(shared, `CREATE TEMP TABLE copies (x); ${insert}`);
    await shared.$eval(".slick-viewport-top.slick-viewport-left", (view) => {
      view.scrollTop = view.scrollHeight;
    });
    await shared.waitForFunction(() =>
      document.querySelector("#result-note")?.textContent?.startsWith("Only the first 100,000 rows"),
    );
    expect((await runQuery(shared, "SELECT count(*) FROM copies; DROP TABLE copies")).rows).toEqual([
      ["100100"],
    ]);
  });
});

describe("stopping", () => {
  it("ends a statement that never gives a row; the database stays open, with what belongs to the connection", async () => {
    await runQuery(shared, "CREATE TEMP TABLE kept (x); INSERT INTO kept VALUES (1)");
    await startQuery(shared, `${ENDLESS} SELECT sum(i) FROM n`);
    await (await shared.waitForSelector("#stop", { visible: true }))?.click();
    expect(await waitUntilReady(shared)).toMatch(/^Stopped: /);
    expect((await runQuery(shared, "SELECT x FROM kept; DROP TABLE kept")).rows).toEqual([["1"]]);
  });

  it("leaves the rows that had come, by the Escape key", async () => {
    await startQuery(shared, `${ENDLESS} SELECT i FROM n`);
    await shared.waitForSelector("body[data-state=running] .slick-row");
    await shared.keyboard.press("Escape");
    expect(await waitUntilReady(shared)).toMatch(/^Stopped: [\d,]+ rows · /);
    expect((await readOutcome(shared)).rows[0]).toEqual(["1"]);
  });

  it("comes by itself at the time limit", async () => {
    await shared.select("#timeout", "1000");
    const { error } = await runQuery(shared, `${ENDLESS} SELECT sum(i) FROM n`);
    expect(error).toMatch(/^SQLITE_INTERRUPT.*timeout.*line 1, column 1$/);
    await shared.select("#timeout", "");
  });
});

describe("files", () => {
  it("are exported, and imported in place of the database", async () => {
    await runQuery(shared, "CREATE TABLE mine (x); INSERT INTO mine VALUES ('exported')");
    await shared.click("#export");
    await shared.waitForFunction(() =>
      /^Exported as playground.db, .*[MK]B/.test(document.querySelector("#status")?.textContent ?? ""),
    );
    const path = await saveExport(shared, "mine.db");
    await runQuery(shared, "DROP TABLE flights; UPDATE mine SET x = 'changed'");
    await importFile(shared, path);
    await shared.waitForFunction(() => document.querySelector("#status")?.textContent?.includes("imported"));
    expect(await waitUntilReady(shared)).toMatch(
      /^23,377 rows in 3 tables imported from mine.db, [\d.]+ MB · /,
    );
    expect((await runQuery(shared, "SELECT x FROM mine; DROP TABLE mine")).rows).toEqual([["exported"]]);
  });

  it("that are no database are refused with the reason, and change nothing", async () => {
    const path = join(folder, "letter.txt");
    await writeFile(path, "Dear database, ".repeat(1_000));
    await importFile(shared, path);
    await shared.waitForSelector("#error:not([hidden])");
    expect(await waitUntilReady(shared)).toBe("letter.txt was not imported. The database is what it was.");
    expect(await readText(shared, "#error")).toMatch(/SQLITE_NOTADB.*no SQLite database/);
    expect(await readTables(shared)).toEqual(TABLES);
  });

  it("that are being imported can be cancelled", async () => {
    // A gigabyte, so that there is time, though little of it is read.
    const path = join(folder, "large.db");
    await copyFile(join(folder, "mine.db"), path);
    await truncate(path, 1024 ** 3);
    await importFile(shared, path);
    await shared.waitForFunction(() => document.querySelector<HTMLProgressElement>("#progress")?.value !== 0);
    await shared.click("#stop");
    expect(await waitUntilReady(shared)).toBe("large.db was not imported. The database is what it was.");
    expect(await shared.$("#error:not([hidden])")).toBe(null);
    expect(await readTables(shared)).toEqual(TABLES);
  });

  it("may be dropped on the page", async () => {
    await shared.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["not a database"], "dropped.db"));
      for (const type of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    });
    expect(await readText(shared, "#confirm-title")).toBe("Import dropped.db?");
    await shared.keyboard.press("Escape");
    expect(await readText(shared, "#status")).not.toMatch(/dropped/);
  });
});

describe("what is stored", () => {
  it("stays when the page reloads, people's own tables too", async () => {
    await runQuery(shared, "CREATE TABLE mine (x); INSERT INTO mine VALUES (1), (2)");
    expect(await visitPlayground(shared, shared.url())).toMatch(
      /^23,378 rows in 3 tables, kept from an earlier visit · /,
    );
    expect(await readTables(shared)).toEqual([...TABLES, "mine: 2 rows"]);
  });

  it("is dropped and loaded again on request, also inside a transaction", async () => {
    await runQuery(
      shared,
      "DROP TABLE flights; CREATE VIEW broken AS SELECT * FROM flights; BEGIN; CREATE TABLE other (x)",
    );
    expect(await readTables(shared)).toEqual([TABLES[0], "broken: view", "mine: 2 rows", "other: 0 rows"]);
    await shared.click("#reset");
    await shared.click("#confirm-action");
    await shared.waitForFunction(() => document.querySelector("#status")?.textContent?.includes("loaded"));
    expect(await readTables(shared)).toEqual(TABLES);
  });

  it("is in another storage where people choose one, which the page's address keeps", async () => {
    await shared.select("#storage-choice", "memory");
    expect(await waitUntilReady(shared)).toMatch(/ loaded · /);
    expect(await readStorage(shared)).toMatchObject({ Kind: "memory", Persistent: "no" });
    expect(await readText(shared, "#storage-badge")).toBe("Gone when this page closes");
    expect(new URL(shared.url()).search).toBe("?storage=memory");
    await shared.select("#storage-choice", "auto");
    expect(await waitUntilReady(shared)).toMatch(/kept from an earlier visit/);
  });
});

describe("two tabs", () => {
  it("take turns: the second says who has the database, and opens it once the first is closed", async () => {
    const { page: second } = await openPlayground("shared");
    expect(await readText(second, "#notice")).toMatch(
      /Another tab has this database open.*Waiting.*LockedError \(locked\).*tab/s,
    );
    await shared.close();
    await second.waitForSelector("body[data-state=ready]");
    expect(await readTables(second)).toEqual(TABLES);
    shared = second;
  });

  it("have one database in the storage opfs", async () => {
    const { page: other } = await openPlayground("shared");
    await other.click("#use-opfs");
    expect(await waitUntilReady(other)).toMatch(/ loaded · /);
    await shared.select("#storage-choice", "opfs");
    await waitUntilReady(shared);
    await runQuery(shared, "CREATE TABLE common (x); INSERT INTO common VALUES ('from the first tab')");
    expect((await runQuery(other, "SELECT x FROM common")).rows).toEqual([["from the first tab"]]);
    await other.close();
  });
});

describe("a narrow screen", () => {
  it("has everything in its width", async () => {
    await shared.setViewport({ width: 360, height: 740 });
    await runQuery(
      shared,
      "SELECT * FROM airports; SELECT nonsense_that_is_long_enough_to_wrap_somewhere_in_the_message",
    );
    await shared.$eval("#side", (side) => {
      (side as HTMLDetailsElement).open = true;
    });
    const sizes = await shared.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(sizes.scrollWidth).toBe(sizes.clientWidth);
    await shared.close();
  });
});

/** Runs in the page: half-way through loading it says so, then keeps the page from going on. */
function stopHalfWay(): void {
  const observer = new MutationObserver(([record]) => {
    if (!(record?.target instanceof HTMLProgressElement) || record.target.value < 10_000) return;
    console.log("half-way");
    const end = performance.now() + 10_000;
    while (performance.now() < end);
  });
  observer.observe(document, { attributeFilter: ["value"], subtree: true });
}

describe("the data set", () => {
  it("is loaded anew where the browser was killed while it was loaded", async () => {
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
});
