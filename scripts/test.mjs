// @ts-check
/**
 * `npm test`: installs what is missing, then runs every check in turn and stops at the first that fails. Imports
 * nothing but Node's own modules and the scripts beside it, because nothing else is there on a fresh machine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run, runNpm } from "./run-command.mjs";
import { COUNTS_VARIABLE, readCounts } from "./test-counts.mjs";

const counts = mkdtempSync(join(tmpdir(), "web-sqlite-counts-"));

/** @param {string} script */
const node = (script) => () => run(process.execPath, [join(ROOT, "scripts", script)]);

/** @param {string} name */
const npmScript = (name) => () => runNpm(["run", "--silent", name], { [COUNTS_VARIABLE]: counts });

/** @type {readonly (readonly [name: string, step: () => boolean])[]} */
const STEPS = [
  ["dependencies", node("ensure-dependencies.mjs")],
  ["browsers", node("ensure-browsers.mjs")],
  ["typecheck", npmScript("typecheck")],
  ["lint", npmScript("lint")],
  ["format", npmScript("format:check")],
  ["build", npmScript("build")],
  ["size", npmScript("size")],
  ["unit tests", npmScript("test:unit")],
  ["long tests", npmScript("test:long")],
  ["package tests", npmScript("test:package")],
  ["browser tests", npmScript("test:browser")],
];

/** @returns {boolean} whether all is well */
function testAll() {
  for (const [name, step] of STEPS) {
    console.log(`\n== ${name}`);
    const start = performance.now();
    const passed = step();
    console.log(
      `== ${name}: ${passed ? "ok" : "FAILED"}, ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    if (!passed) return false;
  }
  const kinds = ["unit", "long", "package", "browser"].map((kind) => readCounts(counts, kind));
  const passed = kinds.reduce((sum, kind) => sum + kind.passed, 0);
  const failed = kinds.reduce((sum, kind) => sum + kind.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && kinds.every((kind) => kind.passed > 0);
}

const passed = testAll();
rmSync(counts, { recursive: true, force: true });
process.exitCode = passed ? 0 : 1;
