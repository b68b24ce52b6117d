// @ts-check
import { markdownTable } from "./table.mjs";
import { formatLimit } from "./targets.mjs";

/** @typedef {import("./measure.js").Outcome} Outcome */
/** @typedef {import("./targets.mjs").Judgement} Judgement */

/**
 * @param {readonly Outcome[]} outcomes
 * @param {readonly Judgement[]} judgements
 * @returns {string} a Markdown table, ready for docs/performance.md
 */
export function formatTable(outcomes, judgements) {
  const head = ["work", "baseline", "baseline ms", "ours ms", "ratio (range)", "target"];
  const rows = outcomes.map(({ name, baseline, baselineMs, oursMs, ratio, range }) => [
    name,
    baseline,
    baselineMs.toFixed(1),
    oursMs.toFixed(1),
    `${ratio.toFixed(2)} (${range.map((edge) => edge.toFixed(2)).join(" to ")})`,
    verdict(judgements.find(({ target }) => target.work === name)),
  ]);
  return markdownTable(head, rows);
}

/** @param {Judgement | undefined} judgement */
function verdict(judgement) {
  return judgement === undefined ? "-" : `${formatLimit(judgement.target)} ${judgement.verdict}`;
}
