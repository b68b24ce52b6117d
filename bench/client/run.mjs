// @ts-check
import { readFile } from "node:fs/promises";
import { siteUrl } from "../../tests/browser/harness/site-url.mjs";
import { withBrowser } from "../run-in-browser.mjs";
import { BARE } from "./works.mjs";

/** @typedef {import("./workload.js").Times} Times */

/**
 * What each contestant came to, by round, and what failed.
 *
 * @typedef {{ versions: string, rounds: number, times: Map<string, Times[]>, failures: string[] }} Results
 */

const PAGE = "/bench/client/page.ts";

/**
 * Runs every contestant once per round, each in a page of its own; each round begins with another one.
 *
 * @param {import("../run-in-browser.mjs").BrowserName} browserName
 * @param {number} rounds
 * @param {readonly string[]} only contestants; all where empty
 * @returns {Promise<Results>}
 */
export function runClient(browserName, rounds, only) {
  if (!(rounds >= 1)) throw new RangeError("--rounds is a number from 1");
  return withBrowser(browserName, async (browser) => {
    /** @type {string[]} */
    const all = await inPage(browser, "module.CONTESTANTS");
    const unknown = only.find((name) => !all.includes(name));
    if (unknown !== undefined) throw new RangeError(`no contestant ${unknown}; there are ${all.join(", ")}`);
    const names = [BARE, ...all.filter((name) => only.length === 0 || only.includes(name))];
    /** @type {Map<string, Times[]>} */
    const times = new Map(names.map((name) => [name, []]));
    /** @type {string[]} */
    const failures = [];
    for (let round = 0; round < rounds; round++) {
      const first = round % names.length;
      for (const name of [...names.slice(first), ...names.slice(0, first)]) {
        console.error(`round ${round + 1}: ${name}`);
        try {
          times.get(name)?.push(await inPage(browser, `module.run(${JSON.stringify(name)})`));
        } catch (error) {
          failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
        }
      }
    }
    return { versions: await describeVersions(browser), rounds, times, failures };
  });
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} expression over `module`, the page's part of this suite
 * @returns {Promise<any>}
 */
async function inPage(browser, expression) {
  const page = await browser.newPage();
  try {
    await page.goto(siteUrl("/"));
    return await page.evaluate(`import(${JSON.stringify(PAGE)}).then((module) => ${expression})`);
  } finally {
    await page.close();
  }
}

/** @param {import("puppeteer-core").Browser} browser */
async function describeVersions(browser) {
  const packages = await Promise.all(
    ["sqlocal", "web-sqlite-js"].map(async (name) => {
      const url = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
      return `${name} ${JSON.parse(await readFile(url, "utf8")).version}`;
    }),
  );
  return [await browser.version(), ...packages].join(", ");
}
