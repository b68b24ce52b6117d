// @ts-check
/** @typedef {import("./measure.js").Outcome} Outcome */
/** @typedef {Readonly<Record<string, number>>} Targets largest ratio allowed, by contest */

/**
 * @param {readonly Outcome[]} outcomes
 * @param {Targets} targets
 * @returns {string} a Markdown table, ready for docs/performance.md
 */
export function formatTable(outcomes, targets) {
  const rows = outcomes.map(({ name, baseline, baselineMs, oursMs, ratio, range }) => [
    name,
    baseline,
    baselineMs.toFixed(1),
    oursMs.toFixed(1),
    `${ratio.toFixed(2)} (${range.map((edge) => edge.toFixed(2)).join(" to ")})`,
    verdict(ratio, targets[name]),
  ]);
  const head = ["work", "baseline", "baseline ms", "ours ms", "ratio (range)", "target"];
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * @param {readonly Outcome[]} outcomes
 * @param {Targets} targets
 * @returns {string[]} a sentence for each target that was missed or that no contest answered
 */
export function misses(outcomes, targets) {
  return Object.entries(targets).flatMap(([name, target]) => {
    const outcome = outcomes.find((candidate) => candidate.name === name);
    if (outcome === undefined) return [`${name}: not measured`];
    return outcome.ratio <= target ? [] : [`${name}: ${outcome.ratio.toFixed(2)} instead of ${target}`];
  });
}

/**
 * @param {number} ratio
 * @param {number | undefined} target
 */
function verdict(ratio, target) {
  if (target === undefined) return "-";
  return `${target} ${ratio <= target ? "met" : "MISSED"}`;
}
