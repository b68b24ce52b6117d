// @ts-check

/** Milliseconds that loading the data set or a query may take on a slow machine. */
const TIMEOUT = 60_000;

/** The key that CodeMirror calls Mod. */
const MODIFIER = process.platform === "darwin" ? "Meta" : "Control";

/**
 * What a person sees of a query's outcome.
 *
 * @typedef {object} Outcome
 * @property {string} status the line beside the Run button
 * @property {string} error the error below the editor; `""` for none
 * @property {string[]} columns headings of the grid
 * @property {string[][]} rows the grid's rows, as far as they are in view
 */

/**
 * Opens the playground, or reloads it.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} url
 * @returns {Promise<string>} the status line once the page is ready, or has failed
 */
export async function visitPlayground(page, url) {
  if (page.url() === url) await page.reload();
  else await page.goto(url);
  await page.waitForSelector("body[data-state=ready], body[data-state=failed]", { timeout: TIMEOUT });
  return readText(page, "#status");
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} selector
 * @returns {Promise<string>} the element's text
 */
export function readText(page, selector) {
  return page.$eval(selector, (element) => element.textContent ?? "");
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>} what the side bar lists, for example `"airports: 3,376 rows"`
 */
export function readTables(page) {
  return page.$$eval(".table summary", (summaries) =>
    summaries.map((summary) => [...summary.children].map((child) => child.textContent).join(": ")),
  );
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<Record<string, string>>} what the page says about storage, by heading, for example `Kind`
 */
export function readStorage(page) {
  return page.$$eval("#storage dt, #alternatives dt", (terms) =>
    Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling?.textContent ?? ""])),
  );
}

/**
 * Types SQL into the editor in place of what is there, and starts it with the keyboard.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} sql
 */
export async function startQuery(page, sql) {
  await page.focus(".cm-content");
  await pressWithModifier(page, "a");
  await page.keyboard.type(sql);
  await pressWithModifier(page, "Enter");
}

/**
 * Types SQL into the editor, runs it, and reads what comes of it.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} sql
 * @returns {Promise<Outcome>}
 */
export async function runQuery(page, sql) {
  await startQuery(page, sql);
  await page.waitForSelector("body[data-state=ready]", { timeout: TIMEOUT });
  return readOutcome(page);
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<Outcome>} what the page shows of the last query
 */
export function readOutcome(page) {
  return page.evaluate(() => {
    const texts = (/** @type {string} */ selector, /** @type {ParentNode} */ parent) =>
      [...parent.querySelectorAll(selector)].map((element) => element.textContent ?? "");
    return {
      status: texts("#status", document).join(),
      error: texts("#error", document).join(),
      columns: texts(".slick-column-name", document),
      rows: [...document.querySelectorAll(".slick-row:not(.loading)")]
        .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
        .map((row) => texts(".slick-cell", row)),
    };
  });
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>} what the tabs of the results say, for example `"1 SELECT 1: 1 row · 2 ms"`
 */
export function readTabs(page) {
  return page.$$eval("#result-tabs [role=tab]", (tabs) =>
    tabs.map((tab) => {
      const [sql, outcome] = [...tab.children].map((child) => child.textContent);
      return `${sql?.replace(/^\d+/, "$& ")}: ${outcome}`;
    }),
  );
}

/**
 * Waits until the page is at rest.
 *
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string>} the status line
 */
export async function waitUntilReady(page) {
  await page.waitForSelector("body[data-state=ready]", { timeout: TIMEOUT });
  return readText(page, "#status");
}

/**
 * Presses a key together with Ctrl, or Cmd on a Mac.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {import("puppeteer-core").KeyInput} key
 */
export async function pressWithModifier(page, key) {
  await page.keyboard.down(MODIFIER);
  await page.keyboard.press(key);
  await page.keyboard.up(MODIFIER);
}
