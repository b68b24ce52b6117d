// @ts-check
import { stripVTControlCharacters } from "node:util";

/** @typedef {import("./messages.js").Report} Report */
/** @typedef {import("./messages.js").ReportedError} ReportedError */

const MARKS = { passed: "✓", failed: "✗", skipped: "-" };

/** A frame of a stack in the test runner and its assertions. */
const RUNNER_FRAME = /node_modules\/(@vitest|chai)\//;

/** Files shown by {@link Results.printSummary} as the slowest. */
const SLOW_FILES = 12;

/** Counts what one browser's tests report; prints failures again at the end, where people look. */
export class Results {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** The file that reports now, with its browser: `"firefox: tests/browser/vfs/sahpool.worker.test.ts"`. */
  #source = "";
  /** @type {string[]} what the file has to say */
  #lines = [];
  /** @type {{ readonly title: string, readonly errors: readonly ReportedError[] }[]} */
  #failures = [];
  /** @type {Map<string, number>} milliseconds by file */
  #times = new Map();

  /** Tests seen, of any state. */
  get tests() {
    return this.passed + this.failed + this.skipped;
  }

  /** @param {string} source whose reports come next */
  begin(source) {
    this.#source = source;
  }

  /** @param {Report} report */
  add(report) {
    if (report.type === "test") {
      this[report.state] += 1;
      this.#lines.push(`    ${MARKS[report.state]} ${report.name} (${Math.round(report.duration)} ms)`);
      this.#lines.push(...report.errors.map(describeError));
      if (report.state === "failed") this.keepFailure(report.name, report.errors);
    } else if (report.type === "error") {
      this.failed += 1;
      this.#lines.push(`    ✗ ${report.context}`, describeError(report.error));
      this.keepFailure(report.context, [report.error]);
    }
  }

  /**
   * Prints what the file has reported.
   *
   * @param {number} milliseconds that it took
   */
  end(milliseconds) {
    console.log([`  ${this.#source}`, ...this.#lines].join("\n"));
    this.#lines = [];
    this.addTime(milliseconds);
  }

  /**
   * Keeps a failure for the summary.
   *
   * @param {string} name
   * @param {readonly ReportedError[]} errors
   */
  keepFailure(name, errors) {
    this.#failures.push({ title: `${this.#source} > ${name}`, errors });
  }

  /**
   * @param {number} milliseconds that the file took
   */
  addTime(milliseconds) {
    this.#times.set(this.#source, milliseconds);
  }

  /** @param {Results} others are counted and summed up with these */
  addAll(others) {
    for (const state of /** @type {const} */ (["passed", "failed", "skipped"])) this[state] += others[state];
    this.#failures.push(...others.#failures);
    for (const [source, time] of others.#times) this.#times.set(source, time);
  }

  /** Prints the slowest files, and every failure of a page's test once more. */
  printSummary() {
    const times = [...this.#times].sort(([, left], [, right]) => right - left).slice(0, SLOW_FILES);
    console.log("\nslowest files:");
    for (const [source, time] of times) console.log(`  ${(time / 1000).toFixed(1).padStart(6)} s ${source}`);
    for (const { title, errors } of this.#failures) {
      console.log(`\n✗ ${title}`);
      for (const error of errors) console.log(describeError(error));
    }
  }
}

/**
 * Describes an error with its stack, which repeats name and message in Chromium and not in Firefox, without the test
 * runner's own frames.
 *
 * @param {ReportedError} error
 * @returns {string} lines, indented
 */
function describeError({ name, message, stack, diff }) {
  const heading = `${name}: ${message}`;
  const frames = (stack.startsWith(heading) ? stack.slice(heading.length) : stack)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !RUNNER_FRAME.test(line));
  const text = [heading, ...(diff ? [diff] : []), ...frames.map((frame) => `  ${frame}`)].join("\n");
  const shown = process.stdout.isTTY ? text : stripVTControlCharacters(text);
  return shown.replace(/^/gm, "      ");
}
