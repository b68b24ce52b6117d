// @ts-check
import { readFile } from "node:fs/promises";
import { createProfile, launchBrowser, removeProfile } from "../../tests/browser/harness/launch.mjs";
import { serveApplication } from "./site.mjs";
import { BARE } from "./works.mjs";

/** @typedef {import("./workload.js").Times} Times */

/**
 * What each contestant came to, by round, and what failed.
 *
 * @typedef {{ versions: string, rounds: number, times: Map<string, Times[]>, failures: string[] }} Results
 */

/**
 * Runs every contestant once per round, each in a page of its own; each round begins with another one.
 *
 * @param {import("../run-in-browser.mjs").BrowserName} browserName
 * @param {number} rounds
 * @param {readonly string[]} only contestants; all where empty
 * @returns {Promise<Results>}
 */
export async function runClient(browserName, rounds, only) {
  if (!(rounds >= 1)) throw new RangeError("--rounds is a number from 1");
  const site = await serveApplication();
  const profile = await createProfile();
  const browser = await launchBrowser(browserName, profile);
  /** @param {string} expression */
  const inPage = (expression) => evaluateInPage(browser, site, expression);
  try {
    /** @type {string[]} */
    const all = await inPage("module.CONTESTANTS");
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
          times.get(name)?.push(await inPage(`module.run(${JSON.stringify(name)})`));
        } catch (error) {
          failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
        }
      }
    }
    return { versions: await describeVersions(browser), rounds, times, failures };
  } finally {
    await browser.close();
    await removeProfile(profile);
    await site.close();
  }
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {{ origin: string, script: string }} site
 * @param {string} expression over `module`, the page's part of this suite
 * @returns {Promise<any>}
 */
async function evaluateInPage(browser, { origin, script }, expression) {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/`);
    return await page.evaluate(`import(${JSON.stringify(script)}).then((module) => ${expression})`);
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
