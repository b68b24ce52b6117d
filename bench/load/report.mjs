// @ts-check
import { median } from "../median.mjs";
import { markdownTable } from "../table.mjs";
import { formatLimit } from "../targets.mjs";

/** @typedef {import("./run.mjs").LoadResult} LoadResult */
/** @typedef {import("./run.mjs").Load} Load */

/**
 * A target's figure: the median of the rounds' ratios, since machines drift.
 *
 * @param {readonly LoadResult[]} results
 * @param {import("../targets.mjs").Target} target
 * @returns {number | undefined}
 */
export function ratioOf(results, { work, of, to = "" }) {
  const loads = results.find(({ variant }) => `loading ${variant}` === work)?.loads;
  const ours = loads?.[of];
  const theirs = loads?.[to];
  if (ours === undefined || theirs === undefined) return undefined;
  return median(ours.map(({ total }, round) => total / (theirs[round]?.total ?? Number.NaN)));
}

/**
 * @param {readonly LoadResult[]} results
 * @param {readonly import("../targets.mjs").Judgement[]} judgements
 * @returns {string} Markdown, ready for docs/performance.md
 */
export function formatLoad(results, judgements) {
  const head = ["loading", "package", "script", "start", "first query", "all, ms", "ours to it", "target"];
  const rows = results.flatMap(({ variant, loads }) =>
    Object.entries(loads).map(([name, times]) => {
      const work = `loading ${variant}`;
      const ratio = ratioOf(results, { work, of: "ours", to: name });
      const judgement = judgements.find(({ target }) => target.work === work && target.to === name);
      return [
        variant,
        name,
        .../** @type {const} */ (["script", "start", "query", "total"]).map((part) =>
          median(times.map((time) => time[part])).toFixed(1),
        ),
        name === "ours" ? "-" : (ratio?.toFixed(2) ?? "-"),
        judgement === undefined ? "-" : `${formatLimit(judgement.target)} ${judgement.verdict}`,
      ];
    }),
  );
  return markdownTable(head, rows);
}
