// @ts-check
/**
 * Browser tests: `npm run test:browser [-- --browser chromium|firefox] [--filter text-in-the-path]`.
 *
 * The end of a file's name says where it runs, in Chromium and in Firefox alike:
 *
 * - `*.page.test.ts` in the window of a page,
 * - `*.worker.test.ts` in a dedicated module worker of a page (only there are sync access handles),
 * - `*.no-headers.page.test.ts` and `*.no-headers.worker.test.ts` the same on a page without COOP and COEP,
 * - `*.browser.test.ts` in Node under Vitest, driving a browser of its own through `TestBrowser` of `driver.ts`: what
 *   a page cannot do to itself, such as reloading, taking a screenshot, or dying.
 *
 * All of them import `describe`, `it`, `expect` and the hooks from `vitest`. In the browser that name leads to
 * `page/vitest.ts`: Vitest's runner and assertions without its server, because no Vitest browser provider drives the
 * Firefox that Debian ships. Each file gets a new page on an origin of its own, so nothing stored leaks into another.
 *
 * `import { open } from "web-sqlite-v2"` gives the bundle in `dist/`, unchanged; `src/` rooms are imported by path.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { writeCounts } from "../../../scripts/test-counts.mjs";
import { BROWSERS, createProfile, launchBrowser, removeProfile } from "./launch.mjs";
import { Results } from "./results.mjs";
import { ROOT } from "./root.mjs";
import { startSite } from "./site.mjs";
import { siteUrl } from "./site-url.mjs";
import { runTestPage } from "./test-page.mjs";

/** @typedef {import("./launch.mjs").BrowserName} BrowserName */

/** @param {string} filter @returns {Promise<string[]>} paths from the root, with slashes */
async function findTestFiles(filter) {
  const entries = await readdir(join(ROOT, "tests/browser"), { recursive: true });
  return entries
    .map((entry) => `tests/browser/${entry.replaceAll("\\", "/")}`)
    .filter((path) => /\.(page|worker|browser)\.test\.ts$/.test(path) && path.includes(filter))
    .sort();
}

/**
 * Runs the files that belong in pages.
 *
 * @param {BrowserName} name
 * @param {readonly string[]} files
 * @param {Results} results
 */
async function runPageFiles(name, files, results) {
  const profile = await createProfile();
  let browser = await launchBrowser(name, profile);
  for (const [index, file] of files.entries()) {
    results.source = `${name}: ${file}`;
    console.log(`  ${results.source}`);
    const start = performance.now();
    const place = file.endsWith(".worker.test.ts") ? "worker" : "page";
    const query = new URLSearchParams({ file: `/${file}`, place });
    const isolated = !/\.no-headers\.\w+\.test\.ts$/.test(file);
    const url = siteUrl(`/test?${query}`, { isolated, origin: `file-${index}` });
    const before = results.tests;
    const usable = await runTestPage(browser, url, (report) => results.add(report));
    results.addTime(results.source, performance.now() - start);
    if (results.tests === before) {
      const error = { name: "Error", message: "the file has no tests", stack: "" };
      results.add({ type: "error", context: file, error });
    }
    if (!usable) {
      browser.process()?.kill("SIGKILL");
      browser = await launchBrowser(name, profile);
    }
  }
  await browser.close();
  await removeProfile(profile);
}

/** @param {string} text @returns {import("./messages.js").ReportedError} an error that is known by its text alone */
const messageAlone = (text) => ({ name: "Failure", message: text, stack: "" });

/**
 * Runs the files that drive a browser from Node, with Vitest.
 *
 * @param {BrowserName} name
 * @param {readonly string[]} files
 * @param {Results} results
 */
async function runDriverFiles(name, files, results) {
  const folder = await mkdtemp(join(tmpdir(), "web-sqlite-results-"));
  const output = join(folder, "results.json");
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const options = ["--config", "tests/browser/vitest.config.ts", "--reporter=default", "--reporter=json"];
  const code = await new Promise((resolve, reject) => {
    const args = [vitest, "run", ...options, `--outputFile.json=${output}`, ...files];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, TEST_BROWSER: name },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const counts = JSON.parse(await readFile(output, "utf8"));
  for (const { name: path, startTime, endTime, assertionResults } of counts.testResults) {
    results.source = `${name}: ${relative(ROOT, path)}`;
    results.addTime(results.source, endTime - startTime);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === "failed") results.keepFailure(fullName, failureMessages.map(messageAlone));
    }
  }
  await rm(folder, { recursive: true });
  results.passed += counts.numPassedTests;
  results.skipped += counts.numPendingTests + counts.numTodoTests;
  // Vitest also fails for what is no test's fault: a file that does not load, an unhandled rejection.
  results.failed += code === 0 ? 0 : Math.max(counts.numFailedTests, 1);
}

const { values } = parseArgs({
  options: { browser: { type: "string" }, filter: { type: "string", default: "" } },
});
const browsers = BROWSERS.filter((name) => values.browser === undefined || values.browser === name);
if (browsers.length === 0) throw new RangeError(`--browser is one of ${BROWSERS.join(", ")}`);

const files = await findTestFiles(values.filter);
const driverFiles = files.filter((file) => file.endsWith(".browser.test.ts"));
const pageFiles = files.filter((file) => !driverFiles.includes(file));
const results = new Results();
const site = await startSite();
for (const name of browsers) {
  if (pageFiles.length > 0) await runPageFiles(name, pageFiles, results);
  if (driverFiles.length > 0) await runDriverFiles(name, driverFiles, results);
}
await site.close();
results.printSummary();
writeCounts("browser", results);
console.log(
  `${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped in ${browsers.join(" and ")}`,
);
if (results.passed === 0) console.error("No test ran.");
process.exitCode = results.failed > 0 || results.passed === 0 ? 1 : 0;
