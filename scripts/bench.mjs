// @ts-check
// npm run bench -- engine [--check] [--browser chromium|firefox] [--rounds 31]
// npm run bench -- load [--check] [--browser chromium|firefox] [--rounds 15]
// npm run bench -- storage [--check] [--browser chromium|firefox] [--rounds 3] [--only contestant]... [--part part]...
// npm run bench -- client [--check] [--browser chromium|firefox] [--rounds 5] [--only contestant]...
import { parseArgs } from "node:util";
import { clientFigure, formatClient } from "../bench/client/report.mjs";
import { runClient } from "../bench/client/run.mjs";
import { formatLoad, ratioOf } from "../bench/load/report.mjs";
import { runLoad } from "../bench/load/run.mjs";
import { formatTable } from "../bench/report.mjs";
import { runInBrowser } from "../bench/run-in-browser.mjs";
import { figureOf } from "../bench/storage/figures.mjs";
import { formatStorage } from "../bench/storage/report.mjs";
import { runStorage } from "../bench/storage/run.mjs";
import { formatMiss, judge, readTargets } from "../bench/targets.mjs";
import { BROWSERS } from "./find-browser.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    browser: { type: "string", default: "chromium" },
    rounds: { type: "string" },
    only: { type: "string", multiple: true, default: [] },
    part: { type: "string", multiple: true, default: [] },
  },
});
const [suite = "engine"] = positionals;
const browser = BROWSERS.find((name) => name === values.browser);
if (browser === undefined) throw new RangeError(`--browser is one of ${BROWSERS.join(", ")}`);
const targets = await readTargets(suite);

/** @typedef {{ text: string, judgements: import("../bench/targets.mjs").Judgement[] }} Report */

/** @type {Readonly<Record<string, (browser: import("./find-browser.mjs").BrowserName) => Promise<Report>>>} */
const SUITES = {
  async engine(browser) {
    const outcomes = await runInBrowser("engine", browser, Number(values.rounds ?? 31));
    const judgements = judge(targets, ({ work }) => outcomes.find(({ name }) => name === work)?.ratio);
    return { text: formatTable(outcomes, judgements), judgements };
  },

  async load(browser) {
    const results = await runLoad(browser, Number(values.rounds ?? 15));
    const judgements = judge(targets, (target) => ratioOf(results, target));
    return { text: formatLoad(results, judgements), judgements };
  },

  async client(browser) {
    const results = await runClient(browser, Number(values.rounds ?? 5), values.only);
    const judgements = judge(targets, (target) => clientFigure(results, target));
    return { text: formatClient(results, judgements), judgements };
  },

  async storage(browser) {
    const { only, part: parts, rounds = "3" } = values;
    const results = await runStorage({ browser, rounds: Number(rounds), only, parts });
    const judgements = judge(targets, (target) => figureOf(results, target));
    return { text: formatStorage(results, judgements), judgements };
  },
};

const run = SUITES[suite];
if (run === undefined) throw new RangeError(`no suite ${suite}; there are ${Object.keys(SUITES).join(", ")}`);
const { text, judgements } = await run(browser);
console.log(`npm run bench -- ${process.argv.slice(2).join(" ")}   (${browser})\n`);
console.log(text);
const missed = judgements.filter(({ verdict }) => verdict !== "met");
if (values.check && missed.length > 0) {
  console.error(`\nMissed: ${missed.map(formatMiss).join("; ")}`);
  process.exitCode = 1;
}
