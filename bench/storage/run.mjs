// @ts-check
import { readFile } from "node:fs/promises";
import { runWorkers, withBrowser } from "../run-in-browser.mjs";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("./contestant.js").ContestantSummary} ContestantSummary */
/** @typedef {import("./contestant.js").Part} Part */
/** @typedef {import("./measurements.js").WorkloadResult} WorkloadResult */
/** @typedef {import("./measurements.js").ContentionResult} ContentionResult */
/** @typedef {import("./measurements.js").LargeResult} LargeResult */

/**
 * How a run is made.
 *
 * @typedef {object} Options
 * @property {import("../run-in-browser.mjs").BrowserName} browser
 * @property {number} rounds
 * @property {readonly string[]} only contestants; all where empty
 * @property {readonly string[]} parts all where empty
 */

/**
 * @typedef {object} ContentionRound
 * @property {ContentionResult[]} workers
 * @property {number} writesFound in the file afterwards
 */

/**
 * What one storage came to, by the number of the round, with holes where a round failed.
 *
 * @typedef {object} Entry
 * @property {ContestantSummary} contestant
 * @property {WorkloadResult[]} workload
 * @property {ContentionRound[]} contention
 * @property {(LargeResult & { jsHeapBytes: number | undefined }) | undefined} large
 * @property {string[]} failures
 */

/** @typedef {{ versions: string, rounds: number, entries: Entry[] }} Results */

/** @type {readonly Part[]} */
const PARTS = ["workload", "contention", "large"];
const CONTENDERS = 4;

/** What 200 durable commits cost without a database, in the same tables. */
const BARE_HANDLE = {
  name: "bare handle",
  isPeer: false,
  isPersistent: true,
  parts: PARTS.slice(0, 1),
  flushesHere: true,
};

/**
 * @param {Options} options
 * @returns {Promise<Results>}
 */
export function runStorage({ browser: browserName, rounds, only, parts }) {
  const unknown = parts.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) throw new RangeError(`--part is one of ${PARTS.join(", ")}, not ${unknown}`);
  if (!(rounds >= 1)) throw new RangeError("--rounds is a number from 1");
  return withBrowser(browserName, async (browser) => {
    const entries = await listEntries(browser, only);
    const wanted = PARTS.filter((part) => parts.length === 0 || parts.includes(part));
    for (let round = 0; round < rounds; round++) {
      await runRound(browser, entries, wanted, round);
    }
    return { versions: await describeVersions(browser), rounds, entries };
  });
}

/**
 * @param {Browser} browser
 * @param {readonly string[]} only
 * @returns {Promise<Entry[]>}
 */
async function listEntries(browser, only) {
  /** @type {ContestantSummary[]} */
  const contestants = [...(await runJob(browser, "list")), BARE_HANDLE];
  const names = contestants.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new RangeError(`no contestant ${unknown}; there are ${names.join("; ")}`);
  return contestants
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .map((contestant) => ({ contestant, workload: [], contention: [], large: undefined, failures: [] }));
}

/**
 * Runs every part on every contestant once. Each round begins with another contestant. The large database is built in
 * the first round only.
 *
 * @param {Browser} browser
 * @param {readonly Entry[]} entries
 * @param {readonly Part[]} parts
 * @param {number} round
 */
async function runRound(browser, entries, parts, round) {
  const first = Math.floor((round * entries.length) / 3) % entries.length;
  for (const entry of [...entries.slice(first), ...entries.slice(0, first)]) {
    for (const part of parts) {
      if (!entry.contestant.parts.includes(part) || (part === "large" && round > 0)) continue;
      console.error(`round ${round + 1}: ${entry.contestant.name}, ${part}`);
      try {
        await RUNNERS[part](browser, entry, round);
      } catch (error) {
        entry.failures.push(`${part}: ${error instanceof Error ? error.message : error}`);
      }
      await runJob(browser, "clear");
    }
  }
}

/** @type {Readonly<Record<Part, (browser: Browser, entry: Entry, round: number) => Promise<void>>>} */
const RUNNERS = {
  async workload(browser, { contestant, workload }, round) {
    const isBare = contestant === BARE_HANDLE;
    workload[round] = await runJob(browser, isBare ? "bare" : "workload", { contestant: contestant.name });
  },

  async contention(browser, { contestant: { name }, contention }, round) {
    await runJob(browser, "prepare-contention", { contestant: name });
    const paths = Array.from({ length: CONTENDERS }, (_, worker) =>
      jobPath("contend", { contestant: name, worker: String(worker) }),
    );
    /** @type {ContentionResult[]} */
    const workers = (await runWorkers(browser, paths)).flat();
    const found = await runJob(browser, "count-writes", { contestant: name });
    contention[round] = { workers, writesFound: found };
  },

  async large(browser, entry) {
    const { name } = entry.contestant;
    await runJob(browser, "fill-large", { contestant: name });
    /** @type {number | undefined} */
    let jsHeapBytes;
    const [[result] = []] = await runWorkers(
      browser,
      [jobPath("open-large", { contestant: name })],
      async (page) => {
        jsHeapBytes = await measureHeap(page);
      },
    );
    entry.large = { ...result, jsHeapBytes };
  },
};

/**
 * @param {string} job
 * @param {Record<string, string>} parameters
 */
function jobPath(job, parameters) {
  return `/bench/storage/worker.ts?${new URLSearchParams({ job, ...parameters })}`;
}

/**
 * @param {Browser} browser
 * @param {string} job
 * @param {Record<string, string>} parameters
 * @returns {Promise<any>}
 */
async function runJob(browser, job, parameters = {}) {
  const [[result] = []] = await runWorkers(browser, [jobPath(job, parameters)]);
  return result;
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<number | undefined>} bytes of JavaScript objects in all its workers; only Chromium tells
 */
async function measureHeap(page) {
  try {
    let bytes = 0;
    for (const worker of page.workers()) bytes += (await worker.client.send("Runtime.getHeapUsage")).usedSize;
    return bytes === 0 ? undefined : bytes;
  } catch {
    return undefined;
  }
}

/** @param {Browser} browser */
async function describeVersions(browser) {
  const packages = await Promise.all(
    ["@sqlite.org/sqlite-wasm", "@journeyapps/wa-sqlite"].map(async (name) => {
      const url = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
      return `${name} ${JSON.parse(await readFile(url, "utf8")).version}`;
    }),
  );
  return [await browser.version(), ...packages].join(", ");
}
