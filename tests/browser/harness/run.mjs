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
 * A file with `.alone.` in its name has the machine to itself: the others run first, Chromium's beside Firefox's.
 *
 * All of them import `describe`, `it`, `expect` and the hooks from `vitest`. In the browser that name leads to
 * `page/vitest.ts`: Vitest's runner and assertions without its server, because no Vitest browser provider drives the
 * Firefox that Debian ships. Each file gets a new page on an origin of its own, so nothing stored leaks into another.
 * A file comes as one script, `bundles.mjs` says how and which do not; so do the modules that a driver calls in a page.
 *
 * What a file prints comes when the file is done, so that it stays together.
 *
 * `import { open } from "web-sqlite-v2"` gives the bundle in `dist/`, unchanged; `src/` rooms are imported by path.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeCounts } from "../../../scripts/test-counts.mjs";
import { runDriverFiles } from "./driver-files.mjs";
import { BROWSERS } from "./launch.mjs";
import { runPageFiles } from "./page-files.mjs";
import { makeProfileTemplate } from "./profile-template.mjs";
import { Results } from "./results.mjs";
import { ROOT } from "./root.mjs";
import { startSite } from "./site.mjs";

/** @param {string} filter @returns {Promise<string[]>} paths from the root, with slashes */
async function findTestFiles(filter) {
  const entries = await readdir(join(ROOT, "tests/browser"), { recursive: true });
  return entries
    .map((entry) => `tests/browser/${entry.replaceAll("\\", "/")}`)
    .filter((path) => /\.(page|worker|browser)\.test\.ts$/.test(path) && path.includes(filter))
    .sort();
}

const { values } = parseArgs({
  options: { browser: { type: "string" }, filter: { type: "string", default: "" } },
});
const browsers = BROWSERS.filter((name) => values.browser === undefined || values.browser === name);
if (browsers.length === 0) throw new RangeError(`--browser is one of ${BROWSERS.join(", ")}`);

const files = await findTestFiles(values.filter);
const driverFiles = files.filter((file) => file.endsWith(".browser.test.ts"));
const isAlone = (/** @type {string} */ file) => file.includes(".alone.");
const pageFiles = files.filter((file) => !driverFiles.includes(file) && !isAlone(file));
const aloneFiles = files.filter((file) => !driverFiles.includes(file) && isAlone(file));
const results = new Results();
const site = await startSite();
let removeTemplate = async () => {};
await Promise.all(
  browsers.map(async (name) => {
    const own = new Results();
    if (name === "firefox" && driverFiles.length > 0) removeTemplate = await makeProfileTemplate();
    if (pageFiles.length > 0) await runPageFiles(name, pageFiles, own);
    if (driverFiles.length > 0) await runDriverFiles(name, driverFiles, own);
    results.addAll(own);
  }),
);
for (const name of aloneFiles.length > 0 ? browsers : []) {
  const own = new Results();
  await runPageFiles(name, aloneFiles, own);
  results.addAll(own);
}
await site.close();
await removeTemplate();
results.printSummary();
writeCounts("browser", results);
console.log(
  `${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped in ${browsers.join(" and ")}`,
);
if (results.passed === 0) console.error("No test ran.");
process.exitCode = results.failed > 0 || results.passed === 0 ? 1 : 0;
