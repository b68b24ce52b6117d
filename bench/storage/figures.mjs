// @ts-check
import { median } from "../median.mjs";

/** @typedef {import("./run.mjs").Entry} Entry */
/** @typedef {import("./run.mjs").Results} Results */
/** @typedef {import("./run.mjs").ContentionRound} ContentionRound */

/** Name in targets for the quickest of the peers that keep what they are given. */
const BEST_PEER = "best persisting peer";

/**
 * A target's figure: the median over the rounds of the ratios within each, since machines drift.
 *
 * @param {Results} results
 * @param {import("../targets.mjs").Target} target
 * @returns {number | undefined}
 */
export function figureOf({ entries }, { work, of, to }) {
  const figures = figuresOf(entries, of, work);
  const others = to === undefined ? undefined : figuresOf(entries, to, work);
  const ratios = figures.flatMap((figure, round) => {
    const other = others === undefined ? 1 : others[round];
    return figure === undefined || other === undefined ? [] : figure / other;
  });
  return ratios.length === 0 ? undefined : median(ratios);
}

/**
 * @param {readonly Entry[]} entries
 * @param {string} name
 * @param {string} work
 * @returns {(number | undefined)[]} one figure per round
 */
function figuresOf(entries, name, work) {
  if (name === BEST_PEER) return bestPeerFigures(entries, work);
  const entry = entries.find(({ contestant }) => contestant.name === name);
  return entry === undefined ? [] : (FIGURES.map((pick) => pick(entry, work)).find(hasFigure) ?? []);
}

/**
 * @param {readonly Entry[]} entries
 * @param {string} work
 */
function bestPeerFigures(entries, work) {
  const [best] = entries
    .filter(({ contestant }) => contestant.isPeer && contestant.isPersistent)
    .map(({ contestant }) => figuresOf(entries, contestant.name, work))
    .filter(hasFigure)
    .sort((left, right) => middle(left) - middle(right));
  return best ?? [];
}

/** @param {readonly (number | undefined)[]} figures */
function hasFigure(figures) {
  return figures.some((figure) => figure !== undefined);
}

/** @param {readonly (number | undefined)[]} figures */
function middle(figures) {
  return median(figures.filter((figure) => figure !== undefined));
}

/**
 * Where a work's figures are, by the names that targets use.
 *
 * @type {readonly ((entry: Entry, work: string) => (number | undefined)[])[]}
 */
const FIGURES = [
  ({ workload }, work) => workload.map(({ works }) => works[work]),
  ({ contention }, work) => {
    return contention.map((contended) => {
      const { perSecond, slowestShare } = summarizeContention(contended);
      if (work === "transactions per second") return perSecond;
      return work === "slowest worker's part of a fair share" ? slowestShare : undefined;
    });
  },
  ({ large }, work) => {
    const bytes = large?.firstRowBytes;
    return work === "KiB read to open 1 GB" && bytes !== undefined ? [bytes / 1024] : [];
  },
];

/**
 * @param {ContentionRound} round
 * @returns {{ perSecond: number, slowestShare: number, refusals: number, longest: number, lost: number }}
 */
export function summarizeContention({ workers, writesFound }) {
  const transactions = workers.map(({ reads, writes }) => reads + writes);
  return {
    perSecond: sum(workers.map(({ reads, writes, elapsed }) => ((reads + writes) / elapsed) * 1000)),
    slowestShare: (Math.min(...transactions) * workers.length) / sum(transactions),
    refusals: sum(workers.map(({ refusals }) => refusals)),
    longest: Math.max(...workers.map(({ longest }) => longest)),
    lost: sum(workers.map(({ writes }) => writes)) - writesFound,
  };
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
