// @ts-check
// npm run bench -- engine [--check] [--browser chromium|firefox] [--rounds 15]
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { formatTable, misses } from "../bench/report.mjs";
import { runInBrowser } from "../bench/run-in-browser.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    browser: { type: "string", default: "chromium" },
    rounds: { type: "string", default: "15" },
  },
});
const [suite = "engine"] = positionals;
const browser = values.browser === "firefox" ? "firefox" : "chromium";
const outcomes = await runInBrowser(suite, browser, Number(values.rounds));
const allTargets = JSON.parse(await readFile(new URL("../bench/targets.json", import.meta.url), "utf8"));
const targets = allTargets[suite] ?? {};
console.log(`npm run bench -- ${process.argv.slice(2).join(" ")}   (${browser})\n`);
console.log(formatTable(outcomes, targets));
const missed = misses(outcomes, targets);
if (values.check && missed.length > 0) {
  console.error(`\nMissed: ${missed.join("; ")}`);
  process.exitCode = 1;
}
