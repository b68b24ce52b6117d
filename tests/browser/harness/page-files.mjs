// @ts-check
import { originalStack } from "./bundles.mjs";
import { createProfile, launchBrowser, removeProfile } from "./launch.mjs";
import { siteUrl } from "./site-url.mjs";
import { runTestPage } from "./test-page.mjs";

/** @typedef {import("./launch.mjs").BrowserName} BrowserName */
/** @typedef {import("./messages.js").Report} Report */
/** @typedef {import("./messages.js").ReportedError} ReportedError */
/** @typedef {import("./results.mjs").Results} Results */

/** @param {Report} report @returns {Promise<Report>} the same, its stacks leading to the files of the work tree */
async function withOriginalStacks(report) {
  /** @param {ReportedError} error */
  const original = async (error) => ({ ...error, stack: await originalStack(error.stack) });
  if (report.type === "test") return { ...report, errors: await Promise.all(report.errors.map(original)) };
  return report.type === "error" ? { ...report, error: await original(report.error) } : report;
}

/**
 * Runs the files that belong in pages.
 *
 * @param {BrowserName} name
 * @param {readonly string[]} files
 * @param {Results} results
 */
export async function runPageFiles(name, files, results) {
  const profile = await createProfile(name);
  let browser = await launchBrowser(name, profile);
  for (const [index, file] of files.entries()) {
    const start = performance.now();
    results.begin(`${name}: ${file}`);
    const place = file.endsWith(".worker.test.ts") ? "worker" : "page";
    const query = new URLSearchParams({ file: `/${file}`, place });
    const isolated = !/\.no-headers\.\w+\.test\.ts$/.test(file);
    const url = siteUrl(`/test?${query}`, { isolated, origin: `file-${index}` });
    const before = results.tests;
    /** @type {Report[]} */
    const reports = [];
    const usable = await runTestPage(browser, url, (report) => reports.push(report));
    for (const report of reports) results.add(await withOriginalStacks(report));
    if (results.tests === before) {
      const error = { name: "Error", message: "the file has no tests", stack: "" };
      results.add({ type: "error", context: file, error });
    }
    results.end(performance.now() - start);
    if (!usable) {
      browser.process()?.kill("SIGKILL");
      browser = await launchBrowser(name, profile);
    }
  }
  await browser.close();
  await removeProfile(profile);
}
