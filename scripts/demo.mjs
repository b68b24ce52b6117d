// @ts-check
/**
 * `npm run demo`: visits the playground in a browser without a window, twice, and prints what a person would see: the
 * data set loaded, an aggregate over it, and after a reload the same answer out of what the browser kept. Exits with 1
 * where the answers differ or anything fails.
 */
import { join } from "node:path";
import { createProfile, launchBrowser, removeProfile } from "../tests/browser/harness/launch.mjs";
import { findBrowser } from "./find-browser.mjs";
import { startPlaygroundSite } from "./playground-site.mjs";
import { readStorage, readTables, readText, runQuery, visitPlayground } from "./playground-visit.mjs";
import { ROOT, run } from "./run-command.mjs";

const AGGREGATE = `SELECT a.state, count(*) AS flights, round(avg(f.delay), 1) AS mean_delay, sum(f.distance) AS miles
  FROM flights AS f JOIN airports AS a ON a.iata = f.origin GROUP BY a.state ORDER BY flights DESC LIMIT 5`;

/**
 * @param {import("./playground-visit.mjs").Outcome} outcome
 * @returns {string} its rows in columns of equal width, numbers to the right
 */
function formatTable({ columns, rows }) {
  const padded = columns.map((heading, index) => {
    const texts = rows.map((row) => row[index] ?? "");
    const width = Math.max(...[heading, ...texts].map((text) => text.length));
    const isNumeric = texts.every((text) => text !== "" && !Number.isNaN(Number(text)));
    return [heading, ...texts].map((text) => (isNumeric ? text.padStart(width) : text.padEnd(width)));
  });
  const lines = [columns, ...rows].map((_, line) => padded.map((column) => column[line]).join("  "));
  return lines.map((line) => `    ${line.trimEnd()}`).join("\n");
}

/**
 * One visit: opens or reloads the page, and asks.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} url
 * @returns {Promise<string>} the answer, as a table
 */
async function visit(page, url) {
  const begin = performance.now();
  const status = await visitPlayground(page, url);
  console.log(`  ready after ${Math.round(performance.now() - begin)} ms: ${status}`);
  const failure = `${await readText(page, "#error")} ${await readText(page, "#notice-code")}`.trim();
  if (failure !== "") throw new Error(failure);
  const { Kind, Persistent, Path } = await readStorage(page);
  console.log(`  stored in ${Kind} at ${Path}, persistent: ${Persistent}`);
  if (Persistent !== "yes") throw new Error("The browser does not keep the data.");
  for (const table of await readTables(page)) console.log(`  ${table}`);
  const outcome = await runQuery(page, AGGREGATE);
  if (outcome.error !== "") throw new Error(outcome.error);
  const table = formatTable(outcome);
  console.log(`  flights by state: ${outcome.status}\n${table}`);
  return table;
}

/** @param {import("puppeteer-core").Page} page @param {string} url */
async function demonstrate(page, url) {
  console.log("First visit");
  const before = await visit(page, url);
  console.log("After a reload");
  const after = await visit(page, url);
  if (before !== after) throw new Error("The answers before and after the reload differ.");
  console.log("Same answer before and after the reload.");
}

async function demo() {
  const profile = await createProfile();
  const site = await startPlaygroundSite(0);
  try {
    const name = findBrowser("chromium") === undefined ? "firefox" : "chromium";
    const browser = await launchBrowser(name, profile);
    try {
      console.log(`Playground in ${await browser.version()}`);
      await demonstrate(await browser.newPage(), site.url);
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
    await removeProfile(profile);
  }
}

if (!run(process.execPath, [join(ROOT, "scripts/build.mjs"), "--no-types"])) process.exit(1);
try {
  await demo();
} catch (error) {
  console.error(`The demo failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
