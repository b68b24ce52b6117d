// @ts-check
import { median } from "../median.mjs";
import { markdownTable } from "../table.mjs";
import { formatLimit } from "../targets.mjs";
import { BARE, WORKS } from "./works.mjs";

/** @typedef {import("./run.mjs").Results} Results */

const PEERS = ["sqlocal", "web-sqlite-js"];
const BEST_PEER = "best peer";

/**
 * @param {Results} results
 * @param {string} name of a contestant, or what is best of the peers
 * @param {string} work
 * @returns {number | undefined} milliseconds
 */
function timeOf({ times }, name, work) {
  const names = name === BEST_PEER ? PEERS : [name];
  const medians = names.flatMap((each) => {
    // What a peer has no way of its own for, it does in a loop.
    const rounds = (times.get(each) ?? []).flatMap(
      (round) =>
        round[work] ?? (name === BEST_PEER && work === WORKS.many ? round[WORKS.loop] : undefined) ?? [],
    );
    return rounds.length === 0 ? [] : [median(rounds)];
  });
  return medians.length === 0 ? undefined : Math.min(...medians);
}

/**
 * @param {Results} results
 * @param {import("../targets.mjs").Target} target
 * @returns {number | undefined} its figure
 */
export function clientFigure(results, { work, of, to }) {
  const [own, other] = [timeOf(results, of, work), to === undefined ? 1 : timeOf(results, to, work)];
  return own === undefined || other === undefined ? undefined : own / other;
}

/**
 * @param {Results} results
 * @param {readonly import("../targets.mjs").Judgement[]} judgements
 * @returns {string} Markdown, ready for docs/performance.md
 */
export function formatClient(results, judgements) {
  const { versions, rounds, times, failures } = results;
  const names = [...times.keys()];
  const rows = Object.values(WORKS).map((work) => [
    work,
    ...names.map((name) => format(timeOf(results, name, work))),
  ]);
  const verdicts = judgements.map(({ target, figure, verdict }) => [
    target.work,
    target.to === undefined ? target.of : `${target.of} to ${target.to}`,
    figure === undefined ? "-" : figure.toFixed(2),
    formatLimit(target),
    verdict,
  ]);
  return [
    `${versions}. Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}, milliseconds.`,
    markdownTable(["work", ...names.map((name) => (name === BARE ? "bare limit" : name))], rows),
    markdownTable(["target", "of", "figure", "limit", "verdict"], verdicts),
    failures.join("\n"),
  ]
    .filter((section) => section !== "")
    .join("\n\n");
}

/** @param {number | undefined} value */
function format(value) {
  if (value === undefined) return "-";
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}
