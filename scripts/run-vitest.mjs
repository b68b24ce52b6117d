// @ts-check
/**
 * `node scripts/run-vitest.mjs kind [arguments of vitest]`: tests of one kind, `unit`, `long` or `package`, counted for
 * `npm test` where it is what runs them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./run-command.mjs";
import { COUNTS_VARIABLE, writeCounts } from "./test-counts.mjs";

const [kind = "unit", ...args] = process.argv.slice(2);
const vitest = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...args];
const folder = process.env[COUNTS_VARIABLE];
if (folder === undefined) {
  process.exitCode = run(process.execPath, vitest) ? 0 : 1;
} else {
  const report = join(folder, `vitest-${kind}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const passed = run(process.execPath, [...vitest, ...reporters]);
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  writeCounts(kind, { passed: numPassedTests, failed: numFailedTests });
  process.exitCode = passed && numPassedTests > 0 ? 0 : 1;
}
