// @ts-check
import { createProfile, launchBrowser, removeProfile } from "../tests/browser/harness/launch.mjs";
import { startSite } from "../tests/browser/harness/site.mjs";
import { siteUrl } from "../tests/browser/harness/site-url.mjs";

/** @typedef {import("./measure.js").Outcome} Outcome */

/**
 * Runs a suite in a worker of a fresh page.
 *
 * @param {string} suite
 * @param {import("../scripts/find-browser.mjs").BrowserName} browserName
 * @param {number} rounds
 * @returns {Promise<Outcome[]>}
 */
export async function runInBrowser(suite, browserName, rounds) {
  const site = await startSite();
  const profile = await createProfile();
  try {
    const browser = await launchBrowser(browserName, profile);
    try {
      const page = await browser.newPage();
      await page.goto(siteUrl("/"));
      return await page.evaluate(runWorker, `/bench/worker.ts?suite=${suite}&rounds=${rounds}`);
    } finally {
      await browser.close();
    }
  } finally {
    await removeProfile(profile);
    await site.close();
  }
}

/**
 * Runs in the page.
 *
 * @param {string} url
 * @returns {Promise<Outcome[]>}
 */
function runWorker(url) {
  return new Promise((resolve, reject) => {
    /** @type {Outcome[]} */
    const outcomes = [];
    const worker = new Worker(url, { type: "module" });
    worker.onerror = (event) => reject(new Error(event.message || "the benchmark's worker did not load"));
    worker.onmessage = ({ data }) => {
      if (data.outcome !== undefined) outcomes.push(data.outcome);
      else if (data.failure !== undefined) reject(new Error(data.failure));
      else resolve(outcomes);
    };
  });
}
