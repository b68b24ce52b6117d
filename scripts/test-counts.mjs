// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Environment variable with the folder where each kind of test leaves its counts for `npm test`. */
export const COUNTS_VARIABLE = "TEST_COUNTS_FOLDER";

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * Leaves the counts of a finished run; nothing where no `npm test` waits for them.
 *
 * @param {string} kind
 * @param {Counts} counts
 */
export function writeCounts(kind, { passed, failed }) {
  const folder = process.env[COUNTS_VARIABLE];
  if (folder) writeFileSync(join(folder, `${kind}.json`), JSON.stringify({ passed, failed }));
}

/**
 * @param {string} folder
 * @param {string} kind
 * @returns {Counts}
 */
export function readCounts(folder, kind) {
  return JSON.parse(readFileSync(join(folder, `${kind}.json`), "utf8"));
}
