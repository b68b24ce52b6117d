// @ts-check
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProfile, launchBrowser, removeProfile } from "../../tests/browser/harness/launch.mjs";
import { prepareContestants } from "./contestants.mjs";
import { servePackages } from "./site.mjs";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {Awaited<ReturnType<typeof import("./measure.js").measureLoad>>} Load */

/**
 * Where a package is loaded, and whether the browser has its files.
 *
 * @typedef {{ name: string, inWorker: boolean, isolated: boolean, cache: import("./site.mjs").CacheState }} Variant
 */

/** @type {readonly Variant[]} */
const VARIANTS = [
  { name: "in a page", inWorker: false, isolated: false, cache: "cold" },
  { name: "in a page, cached", inWorker: false, isolated: false, cache: "warm" },
  { name: "in a worker", inWorker: true, isolated: false, cache: "cold" },
  { name: "in a worker, cached", inWorker: true, isolated: false, cache: "warm" },
  { name: "in a worker, with opfs", inWorker: true, isolated: true, cache: "cold" },
  { name: "in a worker, with opfs, cached", inWorker: true, isolated: true, cache: "warm" },
];

/** Loads before those that count: they fill the caches. */
const WARM_UPS = 3;

/** What was measured: the loads of each contestant, by variant and round. */
/** @typedef {{ variant: string, loads: Readonly<Record<string, Load[]>> }} LoadResult */

/**
 * Loads every package in every variant, once per round, in another order each round, each in a new page.
 *
 * @param {import("../run-in-browser.mjs").BrowserName} browserName
 * @param {number} rounds
 * @returns {Promise<LoadResult[]>}
 */
export async function runLoad(browserName, rounds) {
  const folder = await mkdtemp(join(tmpdir(), "web-sqlite-load-"));
  const contestants = await prepareContestants(folder);
  const sites = [await servePackages(contestants, false), await servePackages(contestants, true)];
  const profile = await createProfile();
  const browser = await launchBrowser(browserName, profile);
  try {
    /** @type {LoadResult[]} */
    const results = [];
    for (const variant of VARIANTS) {
      // In Firefox (seen in 153) a worker that starts a worker may hang.
      if (variant.isolated && browserName === "firefox") continue;
      const origin = sites[variant.isolated ? 1 : 0]?.origin ?? "";
      /** @type {Record<string, Load[]>} */
      const loads = Object.fromEntries(contestants.map(({ name }) => [name, []]));
      for (let round = -WARM_UPS; round < rounds; round++) {
        for (const { name, script } of rotated(contestants, round + WARM_UPS)) {
          const url = `${origin}/${variant.cache}/${encodeURIComponent(name)}/${script}`;
          const load = await loadOnce(browser, origin, url, variant.inWorker);
          if (round >= 0) loads[name]?.push(load);
        }
      }
      results.push({ variant: variant.name, loads });
    }
    return results;
  } finally {
    await browser.close();
    await removeProfile(profile);
    for (const site of sites) site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} by
 */
function rotated(items, by) {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

/**
 * @param {Browser} browser
 * @param {string} origin
 * @param {string} url
 * @param {boolean} inWorker
 * @returns {Promise<Load>}
 */
async function loadOnce(browser, origin, url, inWorker) {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/`);
    const measure = inWorker ? "measureLoadInWorker" : "measureLoad";
    return /** @type {Load} */ (
      await page.evaluate(
        `import("/bench/measure.js").then((module) => module.${measure}(${JSON.stringify(url)}))`,
      )
    );
  } finally {
    await page.close();
  }
}
