// @ts-check
import { stripVTControlCharacters } from "node:util";

/** @typedef {import("./messages.js").Report} Report */
/** @typedef {import("./messages.js").ReportedError} ReportedError */

const MARKS = { passed: "✓", failed: "✗", skipped: "-" };

/** Files shown by {@link Results.printSummary} as the slowest. */
const SLOW_FILES = 8;

/** Counts what the pages report and prints it as it comes; prints failures again at the end, where people look. */
export class Results {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** Where the next reports come from, such as `"firefox: tests/browser/vfs/sahpool.worker.test.ts"`. */
  source = "";
  /** @type {{ readonly title: string, readonly errors: readonly ReportedError[] }[]} */
  #failures = [];
  /** @type {Map<string, number>} milliseconds by file */
  #times = new Map();

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
      if (report.state === "failed") this.keepFailure(report.name, report.errors);
    } else if (report.type === "error") {
      this.failed += 1;
      console.log(`    ✗ ${report.context}`);
      printError(report.error);
      this.keepFailure(report.context, [report.error]);
    }
  }

  /**
   * Keeps a failure of the current {@link source} for the summary.
   *
   * @param {string} name
   * @param {readonly ReportedError[]} errors
   */
  keepFailure(name, errors) {
    this.#failures.push({ title: `${this.source} > ${name}`, errors });
  }

  /**
   * @param {string} source a file and its browser
   * @param {number} milliseconds that it took
   */
  addTime(source, milliseconds) {
    this.#times.set(source, milliseconds);
  }

  /** Prints the slowest files, and every failure of a page's test once more. */
  printSummary() {
    const times = [...this.#times].sort(([, left], [, right]) => right - left).slice(0, SLOW_FILES);
    console.log("\nslowest files:");
    for (const [source, time] of times) console.log(`  ${(time / 1000).toFixed(1).padStart(6)} s ${source}`);
    for (const { title, errors } of this.#failures) {
      console.log(`\n✗ ${title}`);
      errors.forEach(printError);
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
