// @ts-check
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./root.mjs";

/** @typedef {import("./launch.mjs").BrowserName} BrowserName */
/** @typedef {import("./results.mjs").Results} Results */

/** @param {string} text @returns {import("./messages.js").ReportedError} an error that is known by its text alone */
const messageAlone = (text) => ({ name: "Failure", message: text, stack: "" });

/**
 * Runs the files that drive a browser from Node, with Vitest.
 *
 * @param {BrowserName} name
 * @param {readonly string[]} files
 * @param {Results} results
 */
export async function runDriverFiles(name, files, results) {
  const folder = await mkdtemp(join(tmpdir(), "web-sqlite-results-"));
  const output = join(folder, "results.json");
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const options = ["--config", "tests/browser/vitest.config.ts", "--reporter=default", "--reporter=json"];
  const code = await new Promise((resolve, reject) => {
    const args = [vitest, "run", ...options, `--outputFile.json=${output}`, ...files];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, TEST_BROWSER: name },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => console.log(`  ${name} | ${line}`));
    }
    child.once("error", reject);
    child.once("close", resolve);
  });
  const counts = JSON.parse(await readFile(output, "utf8"));
  for (const { name: path, startTime, endTime, assertionResults } of counts.testResults) {
    results.begin(`${name}: ${relative(ROOT, path)}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === "failed") results.keepFailure(fullName, failureMessages.map(messageAlone));
    }
    results.addTime(endTime - startTime);
  }
  await rm(folder, { recursive: true });
  results.passed += counts.numPassedTests;
  results.skipped += counts.numPendingTests + counts.numTodoTests;
  // Vitest also fails for what is no test's fault: a file that does not load, an unhandled rejection.
  results.failed += code === 0 ? 0 : Math.max(counts.numFailedTests, 1);
}
