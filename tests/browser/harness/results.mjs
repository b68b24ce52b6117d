// @ts-check
import { stripVTControlCharacters } from "node:util";

/** @typedef {import("./messages.js").Report} Report */
/** @typedef {import("./messages.js").ReportedError} ReportedError */

const MARKS = { passed: "✓", failed: "✗", skipped: "-" };

/** Counts what the pages report and prints it as it comes. */
export class Results {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** Tests seen, of any state. */
  get tests() {
    return this.passed + this.failed + this.skipped;
  }

  /** @param {Report} report */
  add(report) {
    if (report.type === "test") {
      this[report.state] += 1;
      console.log(`    ${MARKS[report.state]} ${report.name} (${Math.round(report.duration)} ms)`);
      report.errors.forEach(printError);
    } else if (report.type === "error") {
      this.failed += 1;
      console.log(`    ✗ ${report.context}`);
      printError(report.error);
    }
  }
}

/**
 * Prints an error with its stack, which repeats name and message in Chromium and not in Firefox, without the test
 * runner's own frames.
 *
 * @param {ReportedError} error
 */
function printError({ name, message, stack, diff }) {
  const heading = `${name}: ${message}`;
  const frames = (stack.startsWith(heading) ? stack.slice(heading.length) : stack)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.includes("/.cache/browser-tests-"));
  const text = [heading, ...(diff ? [diff] : []), ...frames.map((frame) => `  ${frame}`)].join("\n");
  const shown = process.stdout.isTTY ? text : stripVTControlCharacters(text);
  console.log(shown.replace(/^/gm, "      "));
}
